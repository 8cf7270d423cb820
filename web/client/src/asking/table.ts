/** A table of an answer: sorted by its columns, read as cards on a phone. */

import { made } from "../console/pages";
import { NOWHERE, type Speech, sortedBy, spoken, textOf } from "./cells";
import { type Column, lastOf, type Row, type Table, valueAt } from "./described";
import { columnName, tell, tellOr } from "./words";

const SHOWN_AT_FIRST = 100;
// As cards, a row takes the room of ten.
const SHOWN_AS_CARDS = 15;
const CARDS = "(max-width: 44rem)";
const NUMBERS: ReadonlySet<string> = new Set(["number", "km", "lasting"]);

/** What stands in a cell instead of its text, such as a person with a way to the timeline. */
export type Dress = (column: Column, value: unknown) => Node | null;

export class AnswerTable {
  readonly node = made("div", "", { class: "table" });
  #rows: readonly Row[];
  #shown = matchMedia(CARDS).matches ? SHOWN_AS_CARDS : SHOWN_AT_FIRST;
  #sorted: { column: Column; down: boolean } | null = null;
  readonly #columns: Column[];
  readonly #plain: Column[];
  readonly #body = made("tbody", "", { role: "rowgroup" });
  readonly #more = made("button", "", { type: "button", class: "second unprinted" });

  constructor(
    readonly table: Table,
    rows: readonly Row[],
    readonly speech: Speech,
    readonly dress: Dress,
    caption: string,
  ) {
    this.#rows = rows;
    this.#columns = spoken(table.columns, rows, speech);
    this.#plain = this.#columns.filter((column) => column.shown !== "rows");
    const element = made("table", "", { role: "table", class: "answer-table" });
    element.append(made("caption", caption), this.#head(), this.#body);
    const frame = made("div", "", {
      class: "scroll",
      tabindex: "0",
      role: "region",
      "aria-label": caption,
    });
    frame.append(element);
    this.#more.addEventListener("click", () => {
      this.#shown = this.#rows.length;
      this.#draw();
    });
    this.node.append(frame, this.#more);
    this.#draw();
  }

  #head(): HTMLTableSectionElement {
    const head = made("thead", "", { role: "rowgroup" });
    const tr = made("tr", "", { role: "row" });
    for (const column of this.#plain) {
      const th = made("th", "", { scope: "col", role: "columnheader", class: kindOf(column) });
      const button = made("button", columnName(column.path, this.table.name), { type: "button" });
      button.addEventListener("click", () => this.#sort(column, head, th));
      th.append(button);
      tr.append(th);
    }
    head.append(tr);
    return head;
  }

  #sort(column: Column, head: HTMLElement, th: HTMLElement): void {
    const down = this.#sorted?.column === column && !this.#sorted.down;
    this.#sorted = { column, down };
    for (const other of head.querySelectorAll("th")) other.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", down ? "descending" : "ascending");
    this.#draw();
  }

  #inOrder(): readonly Row[] {
    if (!this.#sorted) return this.#rows;
    const { column, down } = this.#sorted;
    const keyed = this.#rows.map((row) => ({
      row,
      key: sortedBy(column, valueAt(row, column.path), this.speech),
    }));
    const compare = new Intl.Collator(this.speech.language, { numeric: true }).compare;
    keyed.sort((one, other) =>
      typeof one.key === "number" && typeof other.key === "number"
        ? one.key - other.key
        : compare(String(one.key), String(other.key)),
    );
    if (down) keyed.reverse();
    return keyed.map(({ row }) => row);
  }

  #draw(): void {
    const rows = this.#inOrder().slice(0, this.#shown);
    this.#body.replaceChildren(...rows.flatMap((row) => this.#lines(row)));
    this.#more.hidden = this.#rows.length <= this.#shown;
    this.#more.textContent = tell("pages-show-all", { rows: this.#rows.length });
  }

  #lines(row: Row): HTMLTableRowElement[] {
    const tr = made("tr", "", { role: "row" });
    for (const [index, column] of this.#plain.entries()) {
      tr.append(this.#cell(index ? "td" : "th", column, valueAt(row, column.path)));
    }
    const nested = this.#columns.filter((column) => column.shown === "rows");
    const below = nested.flatMap((column) => this.#inside(column, row));
    if (!below.length) return [tr];
    const second = made("tr", "", { role: "row", class: "inside" });
    const cell = made("td", "", { colspan: String(this.#plain.length), role: "cell" });
    cell.append(...below);
    second.append(cell);
    return [tr, second];
  }

  #cell(tag: "td" | "th", column: Column, value: unknown): HTMLElement {
    const text = textOf(column, value, this.speech);
    const cell = made(tag, "", {
      role: tag === "th" ? "rowheader" : "cell",
      class: text === NOWHERE ? "nowhere" : kindOf(column),
      "data-label": columnName(column.path, this.table.name),
    });
    if (tag === "th") cell.setAttribute("scope", "row");
    cell.append(this.dress(column, value) ?? text);
    return cell;
  }

  #inside(column: Column, row: Row): HTMLElement[] {
    const rows = (valueAt(row, column.path) ?? []) as Row[];
    if (!rows.length) return [];
    const name = lastOf(column);
    const details = made("details");
    const title = tellOr(`pages-inside-${name}`, `${columnName([name])} (${rows.length})`, {
      rows: rows.length,
    });
    details.append(made("summary", title));
    // Drawn when it is opened: an answer may hold thousands of rows within its rows.
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector(".table")) return;
      const table = { name, columns: column.columns };
      details.append(new AnswerTable(table, rows, this.speech, this.dress, title).node);
    });
    return [details];
  }
}

function kindOf(column: Column): string {
  return NUMBERS.has(column.shown) ? "number" : column.shown;
}
