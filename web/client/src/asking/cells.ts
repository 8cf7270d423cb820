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
    lasting: (given) => speech.lasting(Number(given)),
    number: (given) => Number(given).toLocaleString(speech.language, { maximumFractionDigits: 1 }),
    km: (given) => (Number(given) < 0 ? NOWHERE : kmOf(Number(given), speech.language)),
    tick: (given) => (given ? speech.yes : NOWHERE),
    place: (given) => speech.place(String(given)),
    unit: (given) => speech.unit(String(given)),
    person: (given) => speech.person(String(given)),
    persons: (given) => listed(given, speech.person),
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
  if (telling[0]?.shown === "person") return telling;
  const first = (column: Column) => (lastOf(column) === "happened_at" ? 0 : 1);
  return telling.sort((one, other) => first(one) - first(other));
}

// A scan usually arrives in the minute in which it is made.
const SAME_AS: Readonly<Record<string, string>> = { received_at: "happened_at" };

function isNothing(column: Column, value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (column.shown === "lasting") return value === 0;
  return column.shown === "km" && Number(value) < 0;
}
