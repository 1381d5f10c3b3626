/**
 * The form in which two spellings of one name are equal: compatibility width (NFKC), lower case, and
 * neither spaces, hyphens, middle dots nor apostrophes. "T-DXd", "t dxd" and "Ｔ－ＤＸｄ" are one name.
 */
export const normalName = (name: string): string => {
  if (plain.test(name)) return name.toLowerCase();
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Pd}_·•・'’‘®™]+/gu, "");
};

const plain = /^[A-Za-z0-9]+$/;
