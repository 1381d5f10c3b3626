import { err, ok, type Result } from "@erbium/model";
import { canonical, type GeneIndex } from "@erbium/variants";
import type { ProfileExpression } from "../imported-evidence.ts";

const maxDepth = 20;
const maxWords = 2_000;

/**
 * Parses CIViC's name of a molecular profile: alterations joined by AND, OR, NOT and standalone
 * parentheses. NOT binds tighter than AND, AND than OR. A parenthesis inside a name belongs to the name.
 *
 * @param keyOf  canonical key of one alteration's name; null where it has none
 */
export const parseProfile = (
  words: string,
  keyOf: (name: string) => ProfileExpression,
): Result<ProfileExpression> => {
  const tokens = words.split(/\s+/).filter(Boolean);
  const refuse = (message: string) =>
    err({
      code: "profile-syntax",
      message: `"${words.slice(0, 120)}": ${message}`,
      remedy: "Correct the molecular profile.",
    });
  if (tokens.length === 0) return refuse("the molecular profile is empty.");
  if (tokens.length > maxWords) return refuse(`more than ${maxWords} words.`);

  let at = 0;
  let problem: string | null = null;
  const fail = (message: string): ProfileExpression => {
    problem ??= message;
    at = tokens.length;
    return { name: "", key: null };
  };
  const joined = (members: ProfileExpression[], by: "and" | "or"): ProfileExpression =>
    members.length === 1
      ? (members[0] as ProfileExpression)
      : by === "and"
        ? { and: members }
        : { or: members };
  const list = (operator: "OR" | "AND", member: () => ProfileExpression): ProfileExpression[] => {
    const members = [member()];
    while (tokens[at] === operator) {
      at++;
      members.push(member());
    }
    return members;
  };
  const either = (depth: number): ProfileExpression =>
    joined(
      list("OR", () => both(depth)),
      "or",
    );
  const both = (depth: number): ProfileExpression =>
    joined(
      list("AND", () => one(depth)),
      "and",
    );
  const one = (depth: number): ProfileExpression => {
    if (depth > maxDepth) return fail(`nested deeper than ${maxDepth}.`);
    const token = tokens[at];
    if (token === "NOT") {
      at++;
      return { not: one(depth + 1) };
    }
    if (token === "(") {
      at++;
      const inner = either(depth + 1);
      if (tokens[at] !== ")") return fail("a parenthesis is not closed.");
      at++;
      return inner;
    }
    const name: string[] = [];
    for (let next = tokens[at]; next !== undefined && !operators.has(next); next = tokens[at]) {
      name.push(next);
      at++;
    }
    return name.length === 0
      ? fail(`an alteration is missing${token ? ` before "${token}"` : " at the end"}.`)
      : keyOf(name.join(" "));
  };

  const expression = either(0);
  if (problem === null && at < tokens.length) problem = `"${tokens[at]}" is not expected.`;
  return problem === null ? ok(expression) : refuse(problem);
};

const operators = new Set(["AND", "OR", "NOT", "(", ")"]);

/**
 * The canonical key of an alteration as CIViC names it, remembered by name. Genes outside the panel have
 * none. A name that stands for several changes ("S310F/Y") becomes an OR of them.
 */
export const alterationNames = (genes: GeneIndex): ((name: string) => ProfileExpression) => {
  const known = new Map<string, ProfileExpression>();
  const read = (name: string): ProfileExpression => {
    const asked = inPanel(name, genes);
    if (asked === null) return { name, key: null };
    const alteration = canonical(asked, genes);
    if (alteration.key !== null) return { name, key: alteration.key };
    const readings = (alteration.error?.readings ?? []).flatMap((reading) => {
      const { key } = canonical(reading, genes);
      return key === null ? [] : [{ name: reading, key }];
    });
    return readings.length > 1 ? { or: readings } : { name, key: null };
  };
  return (name) => {
    const found = known.get(name) ?? read(name);
    known.set(name, found);
    return found;
  };
};

/** The name as `variants` reads it, if its gene, or one partner of a fusion, is in the panel. */
const inPanel = (name: string, genes: GeneIndex): string | null => {
  const space = name.indexOf(" ");
  const gene = space < 0 ? name : name.slice(0, space);
  if (!gene.includes("::")) return genes.named(gene) ? name : null;
  const partners = gene.split("::");
  if (!partners.some((partner) => genes.named(partner))) return null;
  // v and ? stand for any partner
  const certain = partners.filter((partner) => partner !== "v" && partner !== "?");
  return certain.length === 1 ? `${certain[0]} fusion` : name;
};

/** Keys of the alterations whose presence the profile names; what stands under NOT is not among them. */
export const keysOf = (expression: ProfileExpression): string[] => {
  if ("not" in expression) return [];
  if ("and" in expression) return [...new Set(expression.and.flatMap(keysOf))];
  if ("or" in expression) return [...new Set(expression.or.flatMap(keysOf))];
  return expression.key === null ? [] : [expression.key];
};

/** Names of all alterations in a profile, also those under NOT. */
export const namesOf = (expression: ProfileExpression): string[] => {
  if ("not" in expression) return namesOf(expression.not);
  if ("and" in expression) return expression.and.flatMap(namesOf);
  if ("or" in expression) return expression.or.flatMap(namesOf);
  return [expression.name];
};
