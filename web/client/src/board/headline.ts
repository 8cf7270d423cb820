/** What every form of the board says on top: how late the data is, and the figures of the area. */

import { element } from "../console/pages";
import type { Feed } from "./feed";
import { type Gate, preDeclared, type tableOf, waitingOf } from "./figures";
import { clock, date, number, percent, span, tell } from "./words";

// A city that plays an earlier day: the figures are not of the present.
const PAST_AFTER_MS = 10 * 60_000;
const FULL = 0.95;

function say(id: string, text: string): void {
  const node = element(id);
  if (node.textContent !== text) node.textContent = text;
}

/** A figure, what is said below it, and how it stands: well, or worth a look, or bad. */
function figure(id: string, value: string, more = "", mood = ""): void {
  say(`all-${id}`, value);
  say(`more-${id}`, more || "\u00a0");
  const box = element(`figure-${id}`);
  if (box.dataset.mood !== mood) box.dataset.mood = mood;
}

/** Say how late the data is, in words and in a colour. */
export function showState(feed: Feed): void {
  const { standing } = feed;
  if (element("state").dataset.state !== standing) element("state").dataset.state = standing;
  say("state", stateOf(feed));
}

function stateOf(feed: Feed): string {
  const { standing } = feed;
  if (standing === "wait") return tell("board-wait");
  const now = feed.clock.now();
  const since = standing === "broken" ? (feed.brokenSinceMs ?? now) : feed.newestDataMs;
  if (!since) return tell("board-nothing");
  const age = span(now - since);
  return tell(`board-${standing.replace("_", "-")}`, { time: clock(since), age });
}

export function showLags(feed: Feed): void {
  const { figures } = feed;
  if (!figures) return;
  const { stream_lag, loader_lag } = figures.lateness;
  const records = (n: number) =>
    n < 0 ? tell("board-unknown") : tell("board-records", { n: number(n) });
  say("stream-lag", records(stream_lag));
  say("loader-lag", records(loader_lag));
  say("figures-of", clock(figures.at_ms));
  const isPast = figures.told_ms - figures.at_ms > PAST_AFTER_MS;
  element("past").hidden = !isPast;
  say("past", tell("board-past", { moment: date(figures.at_ms) }));
}

export function showFigures(feed: Feed): void {
  const sums = feed.board.sums();
  figure("scans", number(sums.scans));
  figure("in", number(sums.inward));
  figure("out", number(sums.outward));
  const refused = sums.by.refuse;
  const share = tell("board-share", { share: percent(sums.scans ? refused / sums.scans : 0) });
  figure("refused", number(refused), share);
  const { figures } = feed;
  if (!figures) return;
  const { total } = figures;
  figure("today", `${number(total.today.in)} / ${number(total.today.out)}`);
  figure("inside", number(total.inside));
  showWaiting(total, figures.places.filter((place) => (place.load ?? 0) >= FULL).length);
  showDeclared(total);
  showPaper(total, feed.clock.now());
  figure("silent", number(figures.silent_devices), "", figures.silent_devices ? "attention" : "");
  const alerts = Object.values(figures.alerts).reduce((sum, n) => sum + n, 0);
  figure("alerts", number(alerts), "", alerts ? "attention" : "");
}

function showWaiting(total: Gate, full: number): void {
  const waiting = waitingOf(total.load);
  // A calm area may hold a place at which people wait.
  const more = [
    full ? tell("board-full-places", { n: number(full) }) : tell(`board-waiting-${waiting}`),
  ];
  if (total.lanes) {
    const scans = number(Math.round(total.scans_per_minute * 10) / 10);
    const capacity = number(total.capacity_per_minute);
    more.push(tell("board-of-capacity", { scans, capacity, lanes: number(total.lanes) }));
  }
  const mood = { none: "", calm: "good", busy: "attention", full: "bad" }[full ? "full" : waiting];
  figure("waiting", percent(total.load), more.join(" · "), mood);
}

function showDeclared(total: Gate): void {
  const share = preDeclared(total);
  const said = {
    n: number(total.pre_declared),
    all: number(total.pre_declared + total.at_the_gate),
    unknown: number(total.unknown),
  };
  figure("declared", share === undefined ? "–" : percent(share), tell("board-declared-of", said));
}

function showPaper(total: Gate, now: number): void {
  const waiting = total.sheets_waiting ?? 0;
  const oldest = total.oldest_sheet_ms ?? 0;
  const more = waiting
    ? tell("board-paper-age", { age: span(now - oldest) })
    : tell("board-paper-none");
  figure("paper", number(waiting), more, waiting ? "attention" : "good");
}

/** Say in a sentence what the curve shows of its last hour. */
export function sayCurve(rows: ReturnType<typeof tableOf>): void {
  const [into = 0, out = 0, refused = 0] = rows[0]?.values ?? [];
  say(
    "curve-said",
    tell("board-curve-said", { in: number(into), out: number(out), refused: number(refused) }),
  );
}
