/** Finding a unit by what somebody types: without marks, in any case, by any of its words. */

// What units are called by kind; people leave it out.
const KINDS = /^(thanh pho|tinh|quan|huyen|thi xa|phuong|xa|thi tran) (?=.)/;

/** Return a text as it is compared: no marks, small letters, đ as d, single spaces. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** How well a name fits what was typed: 0 best, -1 not at all. */
export function rank(name: string, typed: string): number {
  const sought = folded(typed);
  if (!sought) return 0;
  const whole = folded(name);
  const bare = whole.replace(KINDS, "");
  if (bare === sought || whole === sought) return 0;
  if (bare.startsWith(sought)) return 1;
  if (whole.startsWith(sought)) return 2;
  const words = whole.split(" ");
  if (sought.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 3;
  if (isInitials(bare, whole, sought)) return 4;
  if (bare.replace(/ /g, "").includes(sought.replace(/ /g, ""))) return 5;
  return -1;
}

/** Return those that fit, the best first, else in the order they came in. */
export function matching<T extends { name: string }>(all: readonly T[], typed: string): T[] {
  return all
    .map((one) => ({ one, rank: rank(one.name, typed) }))
    .filter((found) => found.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map((found) => found.one);
}

/** Tell whether the first letters were typed: `hn`, `hcm`, `tphcm`. */
function isInitials(bare: string, whole: string, sought: string): boolean {
  const initials = (text: string) =>
    text
      .split(" ")
      .map((word) => word[0])
      .join("");
  return sought.length > 1 && [bare, whole].some((text) => initials(text).startsWith(sought));
}
