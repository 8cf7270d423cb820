/** An answer in words: what was found, how fresh it is, and its tables. */

import { made } from "../console/pages";
import { type Speech, textOf } from "./cells";
import { type Question, type Row, type Table, valueAt } from "./described";
import { told } from "./moments";
import { AnswerTable, type Dress } from "./table";
import { columnName, tell, tellOr } from "./words";

/** Return the tables of an answer with their rows, the chief one first. */
export function tablesOf(question: Question, answer: Row): { table: Table; rows: Row[] }[] {
  return question.tables.map((table) => ({ table, rows: (answer[table.name] ?? []) as Row[] }));
}

/** Return the codes of units that stand in the tables of an answer. */
export function unitsIn(question: Question, answer: Row): string[] {
  const codes = tablesOf(question, answer).flatMap(({ table, rows }) =>
    table.columns
      .filter(({ shown }) => shown === "unit")
      .flatMap(({ path }) => rows.map((row) => valueAt(row, path))),
  );
  return [...new Set([...boundsOf(answer), ...codes])].filter(
    (code): code is string => typeof code === "string" && !!code,
  );
}

/** Return in one sentence what was found, and that there is more, if the answer was cut. */
export function summary(question: Question, answer: Row): string {
  const rows = tablesOf(question, answer)[0]?.rows.length ?? 0;
  const count = Math.max(rows, Number(answer.total ?? 0));
  const found = tellOr(`pages-found-${question.name}`, tell("pages-found", { count }), { count });
  return count > rows ? `${found} ${tell("pages-cut", { rows })}` : found;
}

/** Return up to when there are data, and what is still on paper. */
export function freshnessOf(answer: Row): string {
  const fresh = (answer.freshness ?? {}) as Row;
  const upTo = typeof fresh.data_up_to === "string" ? fresh.data_up_to : "";
  const waiting = Number(fresh.sheets_waiting ?? 0);
  const oldest = typeof fresh.oldest_sheet_at === "string" ? told(fresh.oldest_sheet_at) : "–";
  return [
    upTo ? tell("pages-up-to", { moment: told(upTo) }) : tell("pages-no-data"),
    waiting ? tell("pages-waiting", { sheets: waiting, oldest }) : tell("pages-none-waiting"),
  ].join(" ");
}

/** Return the units outside which nothing was looked at, none if there are no bounds. */
export function boundsOf(answer: Row): string[] {
  return (answer.restricted_to ?? []) as string[];
}

/** Say within which units the answer holds, nothing where it has no bounds. */
export function restriction(answer: Row, speech: Speech): string {
  const units = boundsOf(answer).map(speech.unit).join(", ");
  return units && tell("pages-restricted", { units });
}

/** Return the single values of an answer as a list of terms. */
export function factsOf(
  question: Question,
  answer: Row,
  speech: Speech,
  dress: Dress,
): HTMLElement {
  const list = made("dl", "", { class: "facts" });
  for (const column of question.facts) {
    const value = valueAt(answer, column.path);
    if (value === null || value === "") continue;
    const said = made("dd");
    said.append(dress(column, value) ?? textOf(column, value, speech));
    const one = made("div");
    one.append(made("dt", columnName(column.path)), said);
    list.append(one);
  }
  return list;
}

/** Return the tables that hold something, or what to try where there is nothing at all. */
export function tableNodes(
  question: Question,
  answer: Row,
  speech: Speech,
  dress: Dress,
): HTMLElement[] {
  const filled = tablesOf(question, answer).filter(({ rows }) => rows.length);
  if (!filled.length) {
    return [made("p", whatToTry(question), { class: "nothing" })];
  }
  return filled.map(({ table, rows }) => {
    const name = tellOr(`pages-table-${table.name}`, columnName([table.name]));
    const caption = tell("pages-caption", { name, count: rows.length });
    return new AnswerTable(table, rows, speech, dress, caption).node;
  });
}

function whatToTry(question: Question): string {
  const tip = tellOr(`pages-nothing-${question.name}`, tell("pages-nothing"));
  const canLeaveOut = question.fields.some(({ name }) => name === "verdicts");
  return canLeaveOut ? `${tip} ${tell("pages-nothing-filtered")}` : tip;
}
