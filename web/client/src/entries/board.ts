/** The live board: what passes where, how late that is known, and what needs a look. */

import { keepArea, showChooser } from "../board/chooser";
import { Curve, ON_WHITE } from "../board/curve";
import { MINUTES } from "../board/feed";
import { type Figures, type Points, pointsOf, tableOf } from "../board/figures";
import { sayCurve, showFigures, showLags, showState } from "../board/headline";
import { placeLines, unitLines } from "../board/lines";
import { type Opened, open } from "../board/opening";
import { wideRow } from "../board/rows";
import { clock, hour, number, span, tell } from "../board/words";
import { element, made } from "../console/pages";

const SHOWN_PLACES = 20;
const DRAW_EVERY_MS = 500;
const STEPS_A_ROW = 6;
const STEPS_AN_HOUR = 12;

function showTables({ feed, atlas }: Opened, most: number): void {
  const units = unitLines(feed, atlas, "/board");
  element("by-unit").hidden = units.length === 0;
  element("unit-rows").replaceChildren(...units.map(wideRow));
  const places = placeLines(feed, atlas, "/board");
  element("rows").replaceChildren(...places.slice(0, most).map(wideRow));
  element("nothing").hidden = places.length > 0;
  element("more").hidden = places.length <= most;
  element("more").textContent = tell("board-more", { count: number(places.length) });
}

function showReasons({ feed }: Opened): void {
  const quarter = new Map(feed.board.reasons().map((one) => [one.reason, one.scans]));
  const today = feed.figures?.total.refusals ?? {};
  const reasons = [...new Set([...quarter.keys(), ...Object.keys(today)])];
  const most = (reason: string) => today[reason]?.today ?? quarter.get(reason) ?? 0;
  reasons.sort((one, other) => most(other) - most(one));
  element("reason-table").hidden = reasons.length === 0;
  element("no-reasons").hidden = reasons.length > 0;
  element("reasons").replaceChildren(
    ...reasons.map((reason) => {
      const row = made("tr");
      row.append(
        made("th", element("words").dataset[reason] ?? reason, { scope: "row" }),
        made("td", number(quarter.get(reason) ?? 0), { class: "number" }),
        made("td", number(Math.max(most(reason), quarter.get(reason) ?? 0)), { class: "number" }),
      );
      return row;
    }),
  );
}

function showAttention({ feed, atlas }: Opened, figures: Figures): void {
  const kind = (name: string) => tell(`board-alert-${name}`);
  const kinds = Object.entries(figures.alerts);
  element("no-alerts").hidden = kinds.length > 0;
  element("alert-kinds").replaceChildren(
    ...kinds.map(([name, n]) => made("li", `${kind(name)}: ${number(n)}`)),
  );
  element("newest-title").hidden = figures.newest_alerts.length === 0;
  element("newest").replaceChildren(
    ...figures.newest_alerts.map((one) => {
      const where = one.place_id ? atlas.placeName(one.place_id) : "";
      return made(
        "li",
        [hour(one.known_since_ms), kind(one.kind), where].filter(Boolean).join(" · "),
      );
    }),
  );
  element("no-silent").hidden = figures.silent_devices > 0;
  element("silent").replaceChildren(
    ...figures.silent.map((one) => {
      const age = span(feed.clock.now() - one.last_received_ms);
      const since = tell("board-silent-since", { time: clock(one.last_received_ms), age });
      return made(
        "li",
        `${one.name || one.device_id} · ${atlas.placeName(one.place_id)} · ${since}`,
      );
    }),
  );
}

function showCurve(points: Points, curve: Curve): void {
  curve.show(points);
  sayCurve(tableOf(points, STEPS_AN_HOUR));
  element("curve-rows").replaceChildren(
    ...tableOf(points, STEPS_A_ROW).map(({ fromMs, values }) => {
      const row = made("tr");
      row.append(made("th", hour(fromMs), { scope: "row" }));
      for (const value of values) row.append(made("td", number(value), { class: "number" }));
      return row;
    }),
  );
}

/** Keep what is drawn as new as what is known; what did not change is not drawn again. */
function drawing(opened: Opened): () => void {
  const { feed } = opened;
  const curve = new Curve(element("curve"), ON_WHITE, 12);
  let drawn = -1;
  let most = SHOWN_PLACES;
  element("more").addEventListener("click", () => {
    most = Number.POSITIVE_INFINITY;
    showTables(opened, most);
  });
  let figuresDrawn: Figures | undefined;
  return () => {
    showState(feed);
    if (drawn === feed.revision) return;
    drawn = feed.revision;
    showLags(feed);
    showFigures(feed);
    showTables(opened, most);
    showReasons(opened);
    const { figures } = feed;
    if (!figures || figures === figuresDrawn) return;
    figuresDrawn = figures;
    showAttention(opened, figures);
    showCurve(pointsOf(figures.curve, feed.board.cells, MINUTES), curve);
  };
}

open().then((opened) => {
  if (!opened) return;
  showChooser(opened.atlas, opened.area);
  keepArea("to-wall", "/wall", opened.area);
  setInterval(drawing(opened), DRAW_EVERY_MS);
});
