/** A strict little reader: every tag closed in order, attributes quoted, no bare markup characters. Returns what is wrong, or null. */
export const illFormed = (svg: string): string | null => {
  const open: string[] = [];
  const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<>]+)|([<>])/g;
  let end = 0;
  for (const match of svg.matchAll(token)) {
    if (match.index !== end) return `unreadable at ${end}: ${svg.slice(end, end + 40)}`;
    end = match.index + match[0].length;
    const [, closing, name = "", , selfClosing, text, stray] = match;
    if (stray) return `stray ${stray} at ${match.index}`;
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) return `bare ampersand at ${match.index}`;
    } else if (closing) {
      if (open.pop() !== name) return `unexpected </${name}>`;
    } else if (!selfClosing) open.push(name);
  }
  if (end !== svg.length) return `unreadable at ${end}`;
  return open.length === 0 ? null : `never closed: ${open.join(", ")}`;
};
