/** Names that the device gives: of scans, groups, sheets. */

/** Return a new id that nobody else has; it begins with the time, so that ids sort by age. */
export function newId(atMs: number): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${Math.floor(atMs).toString(16).padStart(12, "0")}-${tail}`;
}
