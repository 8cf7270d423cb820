/** Names as people mean them: without marks and case, đ as d. */

/** Return a name in the form in which names are compared. */
export function folded(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9?]+/g, " ")
    .trim();
}

const NAME_BYTES = 32;
const LONGEST_CHAR_BYTES = 3;

/** Tell whether a name on a pass may have been cut, as the issuer cuts at a character boundary. */
export function mayBeCut(name: string): boolean {
  return new TextEncoder().encode(name).length >= NAME_BYTES - LONGEST_CHAR_BYTES;
}
