/** Rows of places and districts: their live counts, and the figures beside them. */

import { made } from "../console/pages";
import type { Row } from "./cells";
import { type UnitRow, waitingOf } from "./figures";
import { number, percent, tell } from "./words";

const SVG = "http://www.w3.org/2000/svg";

export interface Line {
  readonly row: Row;
  readonly figures: UnitRow | undefined;
  readonly text: string;
  /** Where its own board is; empty for nowhere. */
  readonly address: string;
}

export function bars(minutes: readonly number[]): SVGSVGElement {
  const most = Math.max(1, ...minutes);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${minutes.length * 4} 20`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute(
    "d",
    minutes.map((n, at) => `M${at * 4} 20h3v${-Math.round((n / most) * 20)}h-3z`).join(""),
  );
  svg.append(path);
  return svg;
}

function numberCell(value: number): HTMLTableCellElement {
  return made("td", value ? number(value) : "–", { class: "number" });
}

function loadCell(load: number): HTMLTableCellElement {
  const waiting = waitingOf(load);
  const text = waiting === "none" ? "–" : `${percent(load)} ${tell(`board-waiting-${waiting}`)}`;
  return made("td", text, { class: "load", "data-waiting": waiting });
}

function nameCell({ text, address }: Line): HTMLTableCellElement {
  const cell = made("th", address ? "" : text, { scope: "row" });
  if (address) cell.append(made("a", text, { href: address }));
  return cell;
}

/** A row of the page's tables. */
export function wideRow(line: Line): HTMLTableRowElement {
  const { row, figures } = line;
  const tr = made("tr");
  const chart = made("td", "", { class: "chart" });
  chart.append(bars(row.minutes));
  const today = `${number(figures?.today_in ?? 0)} / ${number(figures?.today_out ?? 0)}`;
  tr.append(
    nameCell(line),
    ...[row.scans, row.inward, row.outward, row.by.refuse].map(numberCell),
    loadCell(figures?.load ?? 0),
    numberCell(figures?.inside ?? 0),
    made("td", today, { class: "number" }),
    chart,
  );
  return tr;
}

/** A row of the wall's table. */
export function wallRow(line: Line): HTMLTableRowElement {
  const { row, figures } = line;
  const tr = made("tr");
  tr.append(
    nameCell({ ...line, address: "" }),
    ...[row.scans, row.inward, row.outward, row.by.refuse].map(numberCell),
    loadCell(figures?.load ?? 0),
    numberCell(figures?.inside ?? 0),
  );
  return tr;
}
