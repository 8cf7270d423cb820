import { describe, expect, test } from "vitest";
import { Board, type Cell } from "../../src/board/cells";
import { parseEvents } from "../../src/console/stream";

const MINUTE = 60_000;

function cell(changes: Partial<Cell> = {}): Cell {
  return {
    place_id: "hn-city-01",
    minute_ms: 100 * MINUTE,
    direction: "in",
    category: "pass",
    reason: "ok",
    scans: 1,
    ...changes,
  };
}

const frame = (...cells: Cell[]) => ({ data_up_to_ms: 1, told_ms: 1, cells });

describe("a board", () => {
  test("shows the newest count of a cell, however often a frame comes", () => {
    const board = new Board(15);
    for (const scans of [2, 5, 5]) board.change(frame(cell({ scans })));
    expect(board.sums().scans).toBe(5);
  });

  test("lists the busiest place first", () => {
    const board = new Board(15);
    board.change(frame(cell({ scans: 1 }), cell({ place_id: "hn-city-02", scans: 7 })));
    expect(board.rows((id) => id).map((row) => row.name)).toEqual(["hn-city-02", "hn-city-01"]);
  });

  test("forgets minutes that are too long ago", () => {
    const board = new Board(15);
    board.change(frame(cell({ scans: 3 })));
    board.change(frame(cell({ minute_ms: 115 * MINUTE, scans: 4 })));
    expect(board.sums().scans).toBe(4);
    expect(board.sums().minutes).toEqual([...Array(14).fill(0), 4]);
  });

  test("tells directions, verdicts and reasons of refusals apart", () => {
    const board = new Board(15);
    board.change(
      frame(
        cell({ scans: 2 }),
        cell({ direction: "out", category: "refuse", reason: "expired", scans: 3 }),
      ),
    );
    const sums = board.sums();
    expect([sums.inward, sums.outward, sums.by.pass, sums.by.refuse]).toEqual([2, 3, 2, 3]);
    expect(board.reasons()).toEqual([{ reason: "expired", scans: 3 }]);
  });

  test("starts anew from a snapshot", () => {
    const board = new Board(15);
    board.change(frame(cell({ scans: 9 })));
    board.replace(frame());
    expect(board.rows((id) => id)).toEqual([]);
  });
});

describe("rows of districts", () => {
  test("add up the places that lie in them; a place in none is left out", () => {
    const board = new Board(15);
    board.change(
      frame(
        cell({ scans: 2 }),
        cell({ place_id: "hn-city-02", direction: "out", scans: 3 }),
        cell({ place_id: "imported", scans: 9 }),
      ),
    );
    const rows = board.rows((id) => (id.startsWith("hn-") ? "016" : undefined));
    expect(rows.map((row) => [row.name, row.scans, row.inward, row.outward])).toEqual([
      ["016", 5, 2, 3],
    ]);
    expect(rows[0]?.minutes).toEqual([...Array(14).fill(0), 5]);
  });

  test("empty themselves while nobody comes", () => {
    const board = new Board(15);
    board.change(frame(cell({ scans: 3 })));
    board.passTo(114 * MINUTE);
    expect(board.sums().scans).toBe(3);
    board.passTo(115 * MINUTE);
    expect(board.sums().scans).toBe(0);
  });
});

describe("events of a stream", () => {
  test("are taken whole; a half one waits for its rest", () => {
    const text = 'id: r-1\nevent: snapshot\ndata: {"a":1}\n\n: still here\n\nid: r-2\nda';
    expect(parseEvents(text)).toEqual({
      events: [{ id: "r-1", kind: "snapshot", data: '{"a":1}' }],
      rest: "id: r-2\nda",
    });
  });
});
