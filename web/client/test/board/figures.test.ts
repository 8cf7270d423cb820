import { describe, expect, test } from "vitest";
import type { Cell } from "../../src/board/cells";
import { ServerClock } from "../../src/board/clock";
import {
  type Figures,
  type Gate,
  type History,
  type Lateness,
  pointsOf,
  preDeclared,
  standingOf,
  tableOf,
  waitingOf,
} from "../../src/board/figures";
import { pageOf } from "../../src/board/paging";

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

function figures(lateness: Partial<Lateness> = {}, told_ms = NOW): Figures {
  const usual = {
    data_up_to_ms: NOW - 2_000,
    counted_ms: NOW,
    stream_lag: 0,
    loader_lag: 0,
    loader_is_well: true,
  };
  return { told_ms, lateness: { ...usual, ...lateness } } as Figures;
}

describe("how late a board is", () => {
  test.each([
    ["live", figures(), 0],
    ["quiet", figures({ data_up_to_ms: NOW - 20 * MINUTE }), 0],
    ["late", figures({ data_up_to_ms: NOW - 30_000, stream_lag: 5_000 }), 0],
    ["live", figures({ data_up_to_ms: NOW - 30_000, stream_lag: 5_000 }), NOW - 1_000],
    ["very_late", figures({ data_up_to_ms: NOW - 5 * MINUTE, loader_lag: 900 }), 0],
    ["very_late", figures({ data_up_to_ms: NOW - 5 * MINUTE }, NOW - MINUTE), 0],
    ["very_late", figures({ data_up_to_ms: NOW - 5 * MINUTE, stream_lag: -1 }), 0],
    ["quiet", figures({ data_up_to_ms: 0, stream_lag: -1 }), 0],
    ["stands", figures({ loader_is_well: false }), NOW],
    ["stands", figures({}, NOW - 10 * MINUTE), NOW],
    ["live", undefined, 0],
  ])("is %s", (standing, told, newestData) => {
    expect(standingOf(true, told, newestData, NOW)).toBe(standing);
  });

  test("is nothing while nothing comes", () => {
    expect(standingOf(false, figures(), NOW, NOW)).toBe("broken");
  });
});

describe("the curve", () => {
  const history: History = {
    from_ms: 970 * MINUTE,
    step_ms: 5 * MINUTE,
    in: [1, 2, 3, 4, 5, 6],
    out: [0, 0, 0, 0, 0, 1],
    refused: [0, 0, 0, 0, 0, 0],
  };
  const cell = (minute: number, scans: number, changes: Partial<Cell> = {}): Cell => ({
    place_id: "a",
    minute_ms: minute * MINUTE,
    direction: "in",
    category: "pass",
    reason: "ok",
    scans,
    ...changes,
  });

  test("is the history where nothing is counted live", () => {
    expect(pointsOf(history, [], 15).in).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("takes the steps that the live counts cover whole from them, and no step twice", () => {
    const cells = [cell(984, 100), cell(986, 7), cell(998, 9), cell(998, 2, { direction: "out" })];
    const points = pointsOf(history, cells, 15);
    expect(points.at_ms[3]).toBe(985 * MINUTE);
    expect(points.in).toEqual([1, 2, 3, 7, 0, 9]);
    expect(points.out).toEqual([0, 0, 0, 0, 0, 2]);
  });

  test("moves on with the live counts before the history is read again", () => {
    const refused = cell(1_001, 4, { category: "refuse", reason: "expired" });
    const points = pointsOf(history, [cell(998, 9), refused], 15);
    expect(points.at_ms[0]).toBe(975 * MINUTE);
    expect(points.in).toEqual([2, 3, 4, 0, 9, 4]);
    expect(points.refused).toEqual([0, 0, 0, 0, 0, 4]);
  });

  test("can be read as a table, the newest first", () => {
    expect(tableOf(pointsOf(history, [], 15), 3)).toEqual([
      { fromMs: 985 * MINUTE, values: [15, 1, 0] },
      { fromMs: 970 * MINUTE, values: [6, 0, 0] },
    ]);
  });
});

describe("figures", () => {
  test("tell the share that declared before, once any is known", () => {
    const gate = { pre_declared: 3, at_the_gate: 1, unknown: 9 } as Gate;
    expect(preDeclared(gate)).toBe(0.75);
    expect(preDeclared({ ...gate, pre_declared: 0, at_the_gate: 0 })).toBeUndefined();
  });

  test.each([
    [0, "none"],
    [0.69, "calm"],
    [0.7, "busy"],
    [0.95, "full"],
  ])("call a load of %d %s", (load, waiting) => {
    expect(waitingOf(load)).toBe(waiting);
  });
});

test("the server's clock is told by what came in quickest, and followed when it is set", () => {
  let own = 1_000;
  const clock = new ServerClock(() => own);
  clock.learn(61_000);
  clock.learn(60_500);
  expect(clock.now()).toBe(61_000);
  clock.learn(61_200);
  own += 50;
  expect(clock.now()).toBe(61_250);
  clock.learn(11_000);
  expect(clock.now()).toBe(11_000);
});

describe("a wall screen", () => {
  test("turns through every page of every list, then begins anew", () => {
    const seen = [0, 1, 2, 3, 4].map((turn) => pageOf([9, 20], 9, turn));
    expect(seen.map(({ list, from, number, pages }) => [list, from, number, pages])).toEqual([
      [0, 0, 1, 1],
      [1, 0, 1, 3],
      [1, 9, 2, 3],
      [1, 18, 3, 3],
      [0, 0, 1, 1],
    ]);
  });

  test("shows an empty page where there is no list", () => {
    expect(pageOf([], 9, 3).to).toBe(0);
  });
});
