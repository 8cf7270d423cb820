/** The live board: how many were scanned where, in the last quarter of an hour. */

import { Board, CATEGORIES, type Row } from "../console/board";
import { element, made, signedIn, tell } from "../console/pages";
import { call } from "../console/server";
import { listen } from "../console/stream";

const MINUTES = 15;
const SHOWN_PLACES = 60;
const DRAW_EVERY_MS = 500;
const STALE_AFTER_S = 90;

const board = new Board(MINUTES);
const names = new Map<string, string>();
let connected = false;
let drawnAt = "";

async function learnNames(): Promise<void> {
  const { places } = await (await call("/v1/places")).json();
  const name = document.documentElement.lang === "en" ? "name_en" : "name_vi";
  for (const place of places) names.set(place.place_id, place[name] || place.name_vi);
}

function figure(id: string, value: number): void {
  element(id).textContent = value.toLocaleString(document.documentElement.lang);
}

function bars(minutes: readonly number[]): SVGSVGElement {
  const most = Math.max(1, ...minutes);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${minutes.length * 4} 20`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute(
    "d",
    minutes.map((n, at) => `M${at * 4} 20h3v${-Math.round((n / most) * 20)}h-3z`).join(""),
  );
  svg.append(path);
  return svg;
}

function line(row: Row): HTMLTableRowElement {
  const tr = made("tr");
  tr.append(made("th", names.get(row.placeId) ?? row.placeId, { scope: "row" }));
  for (const value of [row.scans, row.inward, row.outward, ...CATEGORIES.map((c) => row.by[c])]) {
    tr.append(
      made("td", value ? value.toLocaleString(document.documentElement.lang) : "–", {
        class: "number",
      }),
    );
  }
  const chart = made("td", "", { class: "chart" });
  chart.append(bars(row.minutes));
  tr.append(chart);
  return tr;
}

function draw(): void {
  const sums = board.sums();
  const rows = board.rows();
  const age = board.dataUpToMs ? Math.round((Date.now() - board.dataUpToMs) / 1000) : -1;
  const state = connected ? (age > STALE_AFTER_S ? "old" : "live") : "broken";
  element("state").dataset.state = state;
  element("state").textContent =
    state === "broken"
      ? tell("console-board-broken")
      : tell("console-board-age", { age: Math.max(age, 0) });
  const seen = JSON.stringify([sums, rows.length, names.size]);
  if (seen === drawnAt) return;
  drawnAt = seen;
  figure("all-scans", sums.scans);
  figure("all-in", sums.inward);
  figure("all-out", sums.outward);
  for (const category of CATEGORIES) figure(`all-${category}`, sums.by[category]);
  element("all-chart").replaceChildren(bars(sums.minutes));
  element("rows").replaceChildren(...rows.slice(0, SHOWN_PLACES).map(line));
  element("nothing").hidden = rows.length > 0;
  element("more").hidden = rows.length <= SHOWN_PLACES;
  element("more").textContent = tell("console-board-more", { count: rows.length - SHOWN_PLACES });
  element("reasons").replaceChildren(
    ...sums.reasons.map(({ reason, scans }) =>
      made("li", `${element("words").dataset[reason] ?? reason}: ${scans}`),
    ),
  );
  element("no-reasons").hidden = sums.reasons.length > 0;
}

if (signedIn("official", "epidemiologist")) {
  learnNames().catch(() => undefined);
  setInterval(draw, DRAW_EVERY_MS);
  listen("/v1/counts/live", {
    heard: ({ kind, data }) =>
      kind === "snapshot" ? board.replace(JSON.parse(data)) : board.change(JSON.parse(data)),
    state: (now, refused) => {
      connected = now;
      if (refused) location.assign(`/?then=${encodeURIComponent(location.pathname)}`);
    },
  });
}
