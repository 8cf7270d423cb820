/** What a question asks for and what its answer holds, as `GET /v1/questions` tells it. */

export type Form =
  | "person"
  | "persons"
  | "plate"
  | "place"
  | "unit"
  | "number"
  | "tick"
  | "choice"
  | "choices"
  | "text";

export type Shown =
  | "person"
  | "persons"
  | "place"
  | "unit"
  | "moment"
  | "lasting"
  | "number"
  | "km"
  | "tick"
  | "level"
  | "word"
  | "words"
  | "text"
  | "id"
  | "rows";

export interface Field {
  readonly name: string;
  readonly form: Form;
  readonly required: boolean;
  readonly least: number | null;
  readonly most: number | null;
  readonly usual: string | number | boolean | null;
  readonly choices: readonly string[];
}

export interface Column {
  readonly path: readonly string[];
  readonly shown: Shown;
  readonly columns: readonly Column[];
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

export interface Question {
  readonly name: string;
  readonly roles: readonly string[];
  readonly fields: readonly Field[];
  readonly facts: readonly Column[];
  readonly tables: readonly Table[];
}

export type Row = Readonly<Record<string, unknown>>;

/** Return what stands in a row where a column says. */
export function valueAt(row: Row, path: readonly string[]): unknown {
  let part: unknown = row;
  for (const step of path) {
    if (part === null || typeof part !== "object") return null;
    part = (part as Row)[step];
  }
  return part ?? null;
}

export function lastOf(column: Column): string {
  return column.path[column.path.length - 1] ?? "";
}
