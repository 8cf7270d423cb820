/** The board on a wall: read from afar, nothing to press; long lists turn their pages. */

import { keepArea } from "../board/chooser";
import { Curve, ON_BLACK } from "../board/curve";
import { MINUTES } from "../board/feed";
import { type Figures, pointsOf, tableOf } from "../board/figures";
import { sayCurve, showFigures, showLags, showState } from "../board/headline";
import { placeLines, unitLines } from "../board/lines";
import { type Opened, open } from "../board/opening";
import { pageOf } from "../board/paging";
import { wallRow } from "../board/rows";
import { clock, tell } from "../board/words";
import { element } from "../console/pages";

const DRAW_EVERY_MS = 500;
const TURN_EVERY_MS = 10_000;
const FEWEST_ROWS = 5;
const STEPS_AN_HOUR = 12;

/** How many rows the screen has room for, by the height of one that is there. */
function rowsThatFit(): number {
  const head = document.querySelector("#list thead")?.clientHeight ?? 0;
  const row = document.querySelector("#rows tr")?.clientHeight ?? 0;
  if (!row) return FEWEST_ROWS;
  return Math.max(FEWEST_ROWS, Math.floor((element("list").clientHeight - head) / row));
}

function showList({ feed, atlas }: Opened, turn: number): void {
  const lists = [
    { title: "board-units", what: "board-district", lines: unitLines(feed, atlas, "") },
    { title: "board-places", what: "board-place", lines: placeLines(feed, atlas, "") },
  ].filter((list) => list.lines.length > 0);
  element("nothing").hidden = lists.length > 0;
  const page = pageOf(
    lists.map((list) => list.lines.length),
    rowsThatFit(),
    turn,
  );
  const list = lists[page.list];
  element("list-title").textContent = tell(list?.title ?? "board-places");
  element("list-what").textContent = tell(list?.what ?? "board-place");
  element("rows").replaceChildren(...(list?.lines.slice(page.from, page.to).map(wallRow) ?? []));
  element("page").textContent =
    page.pages > 1 ? tell("board-page", { page: page.number, pages: page.pages }) : "";
}

function drawing(opened: Opened): () => void {
  const { feed } = opened;
  const fontPx = Math.max(12, Math.round(window.innerWidth / 110));
  const curve = new Curve(element("curve"), ON_BLACK, fontPx);
  let drawn = "";
  let figuresDrawn: Figures | undefined;
  return () => {
    element("clock").textContent = clock(feed.clock.now());
    showState(feed);
    const turn = Math.floor(performance.now() / TURN_EVERY_MS);
    if (drawn === `${feed.revision} ${turn}`) return;
    drawn = `${feed.revision} ${turn}`;
    showLags(feed);
    showFigures(feed);
    showList(opened, turn);
    const { figures } = feed;
    if (!figures || figures === figuresDrawn) return;
    figuresDrawn = figures;
    const points = pointsOf(figures.curve, feed.board.cells, MINUTES);
    curve.show(points);
    sayCurve(tableOf(points, STEPS_AN_HOUR));
  };
}

open().then((opened) => {
  if (!opened) return;
  keepArea("to-board", "/board", opened.area);
  setInterval(drawing(opened), DRAW_EVERY_MS);
});
