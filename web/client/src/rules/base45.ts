/** Base45 (RFC 9285): bytes as text that a QR code stores in its compact alphanumeric mode. */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...ALPHABET].map((char, value) => [char, value]));

/** Return the bytes; null for a character, a length or a group that no encoder makes. */
export function decode(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.ceil((text.length * 2) / 3 - 0.5));
  let filled = 0;
  for (let at = 0; at < text.length; at += 3) {
    const number = numberOf(text.slice(at, at + 3));
    const pair = at + 3 <= text.length;
    if (number < 0 || number > (pair ? 0xffff : 0xff)) return null;
    if (pair) bytes[filled++] = number >> 8;
    bytes[filled++] = number & 0xff;
  }
  return bytes.subarray(0, filled);
}

/** Return a group's number, lowest digit first; -1 where a character has no value. */
function numberOf(group: string): number {
  let number = 0;
  for (let place = group.length - 1; place >= 0; place--) {
    const value = VALUES.get(group[place] ?? "");
    if (value === undefined) return -1;
    number = number * 45 + value;
  }
  return number;
}
