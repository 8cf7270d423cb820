/** A value as text, and as what it is sorted by. Pure: names and words are handed in. */

import { type Column, lastOf, type Row, type Shown, valueAt } from "./described";
import { told } from "./moments";

export interface Speech {
  readonly language: string;
  place(id: string): string;
  unit(code: string): string;
  person(id: string): string;
  word(column: string, value: string): string;
  yes: string;
  lasting(seconds: number): string;
}

export const NOWHERE = "–";

/** Return a value as people read it. */
export function textOf(column: Column, value: unknown, speech: Speech): string {
  if (value === null || value === undefined || value === "") return NOWHERE;
  const say: Partial<Record<Shown, (value: unknown) => string>> = {
    moment: (given) => told(String(given)),
    lasting: (given) =>
      NONE_AT_ZERO.has(lastOf(column)) && !given ? NOWHERE : speech.lasting(Number(given)),
    number: (given) => Number(given).toLocaleString(speech.language, { maximumFractionDigits: 1 }),
    km: (given) => (Number(given) < 0 ? NOWHERE : kmOf(Number(given), speech.language)),
    tick: (given) => (given ? speech.yes : NOWHERE),
    place: (given) => speech.place(String(given)),
    unit: (given) => speech.unit(String(given)),
    person: (given) => speech.person(String(given)),
    persons: (given) => listed(given, speech.person),
    level: (given) => `F${given}`,
    word: (given) => speech.word(lastOf(column), String(given)),
    words: (given) => listed(given, (one) => speech.word(lastOf(column), one)),
  };
  return (say[column.shown] ?? String)(value);
}

/** Return what rows are sorted by in a column: numbers by size, all else by its text. */
export function sortedBy(column: Column, value: unknown, speech: Speech): string | number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (Array.isArray(value)) return value.length;
  if (column.shown === "moment") return value === null ? "" : String(value);
  return textOf(column, value, speech);
}

function listed(values: unknown, name: (one: string) => string): string {
  return Array.isArray(values) && values.length ? values.map(String).map(name).join(", ") : NOWHERE;
}

function kmOf(km: number, language: string): string {
  return `${km.toLocaleString(language, { maximumFractionDigits: 1 })} km`;
}

/**
 * Return the columns that say something of their own, the moment first unless rows are persons.
 *
 * A column that is empty in all rows, or says in all what one before it says, is left out, and so
 * are ids of records: they stand in the files.
 */
export function spoken(columns: readonly Column[], rows: readonly Row[], speech: Speech): Column[] {
  const seen = new Set<string>();
  const telling = columns.filter((column) => {
    if (column.shown === "id") return false;
    const values = rows.map((row) => valueAt(row, column.path));
    if (values.every((value) => isNothing(column, value))) return false;
    if (column.shown === "rows") return true;
    const name = SAME_AS[lastOf(column)] ?? lastOf(column);
    const said = `${name}:${values.map((value) => textOf(column, value, speech)).join("|")}`;
    const isNew = !seen.has(said);
    seen.add(said);
    return isNew;
  });
  const isOfPersons = telling[0]?.shown === "person";
  const order = isOfPersons ? AFTER_THE_PERSON : ["happened_at"];
  const rank = (column: Column, at: number) => {
    if (isOfPersons && at === 0) return -1;
    const found = order.indexOf(lastOf(column));
    return found < 0 ? order.length : found;
  };
  return telling
    .map((column, at) => ({ column, rank: rank(column, at) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ column }) => column);
}

// What makes somebody worth a call comes before what that rests on.
const AFTER_THE_PERSON: readonly string[] = ["level", "rank", "because", "kind"];
// Where nothing lasted there is none; two scans may well be 0 s apart.
const NONE_AT_ZERO: ReadonlySet<string> = new Set(["dwell_s", "leg_s"]);

// A scan usually arrives in the minute in which it is made.
const SAME_AS: Readonly<Record<string, string>> = { received_at: "happened_at" };

function isNothing(column: Column, value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (column.shown === "lasting") return value === 0;
  return column.shown === "km" && Number(value) < 0;
}
