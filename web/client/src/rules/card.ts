/**
 * The QR code on the front of the identity card with a chip, and what it says against a pass.
 *
 * Plain text, seven fields parted by `|`: number, old number or nothing, name, birth (ddmmyyyy),
 * sex, residence, issue (ddmmyyyy). Cards with six fields (no old number) and with eight (an expiry)
 * are met. It carries no signature: it proves nothing, it spares reading.
 */

import { folded, mayBeCut } from "./names";
import type { Claims } from "./passes";

/** What a card says; `birth_year` is 0 and `sex` empty where the card has something else there. */
export interface Card {
  number: string;
  old_number: string;
  name: string;
  birth_year: number;
  sex: string;
  residence: string;
  raw: string;
}

export type Difference = "name" | "birth_year" | "last_four";

const NUMBER = /^\d{12}$/;
const DATE = /^(\d{2})(\d{2})(\d{4})$/;

/** Read a card's code; null where the text is something else. */
export function readCard(text: string): Card | null {
  const fields = text
    .normalize("NFC")
    .split("|")
    .map((field) => field.trim());
  if (fields.length < 6 || fields.length > 8) return null;
  const [number = "", ...others] = fields;
  if (!NUMBER.test(number)) return null;
  const oldNumber = fields.length === 6 ? "" : (others.shift() ?? "");
  const [name = "", birth = "", sex = "", residence = ""] = others;
  const born = DATE.exec(birth);
  if (!name || !born) return null;
  return {
    number,
    old_number: oldNumber,
    name,
    birth_year: Number(born[3]),
    sex,
    residence,
    raw: text,
  };
}

/** Return in which fields card and pass differ; a pass holds a long name's beginning only. */
export function differences(card: Card, claims: Claims): Difference[] {
  const found: Difference[] = [];
  if (!areSameName(card.name, claims.name)) found.push("name");
  if (card.birth_year !== claims.birth_year) found.push("birth_year");
  const numbers = [card.number, card.old_number].filter((number) => number !== "");
  if (!numbers.some((number) => number.endsWith(claims.last_four))) found.push("last_four");
  return found;
}

/** A `?` stands for a letter that a reader typing in the wrong keyboard layout lost. */
function areSameName(onCard: string, onPass: string): boolean {
  const [card, pass] = [folded(onCard), folded(onPass)];
  if (card.length !== pass.length && !(card.length > pass.length && mayBeCut(onPass))) return false;
  return [...pass].every((char, at) => card[at] === "?" || card[at] === char);
}
