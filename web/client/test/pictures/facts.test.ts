import { describe, expect, test } from "vitest";
import { daysOf } from "../../src/pictures/days";
import { apart, pointOf } from "../../src/pictures/geography";
import { movementsOf, sized } from "../../src/pictures/movements";
import { trackOf } from "../../src/pictures/track";

describe("days", () => {
  test("without anybody stand between those with somebody", () => {
    const met = (day: string, level: number) => ({ first_met_at: `${day}T23:30:00+07:00`, level });
    const persons = [met("2021-08-31", 1), met("2021-09-02", 1), met("2021-09-02", 2)];
    expect(daysOf({ persons })).toEqual({
      days: ["2021-08-31", "2021-09-01", "2021-09-02"],
      counts: [
        [1, 0, 1],
        [0, 0, 1],
      ],
    });
  });

  test("are none where nobody was exposed", () => {
    expect(daysOf({ contacts: [] }).days).toEqual([]);
  });
});

describe("a track", () => {
  const stop = (place: string, at: string, more = {}) => ({
    place_id: place,
    happened_at: at,
    category: "pass",
    ...more,
  });

  test("has a row for each place, and a bar for each stay", () => {
    const track = trackOf({
      stops: [
        stop("a", "2021-08-24T08:00:00+07:00", { dwell_s: 3600 }),
        stop("b", "2021-08-24T08:30:00+07:00"),
        stop("a", "2021-08-24T09:00:00+07:00", { category: "refuse", annulled: true }),
      ],
    });
    expect(track.places).toEqual(["a", "b"]);
    expect(track.marks.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(track.marks[2]).toMatchObject({ category: "refuse", isAnnulled: true });
    const [stay] = track.stays;
    expect(stay && stay.untilMs - stay.fromMs).toBe(3_600_000);
  });
});

describe("the map", () => {
  test("keeps directions, and draws the middle wide apart", () => {
    const near = pointOf({ latitude: 21.03, longitude: 105.85 });
    const far = pointOf({ latitude: 21.18, longitude: 105.39 });
    expect(near?.x).toBeGreaterThan(0.1);
    expect(far?.x).toBeLessThan(0);
    expect(far?.y).toBeGreaterThan(0);
    expect(Math.hypot(far?.x ?? 0, far?.y ?? 0)).toBeLessThan(1.15);
    expect(pointOf({ latitude: null, longitude: null })).toBeNull();
  });

  test("pushes names apart", () => {
    const at = { x: 0, y: 0 };
    const points = [
      ...apart(
        [
          { key: 1, at },
          { key: 2, at },
          { key: 3, at },
        ],
        0.3,
        0.1,
      ).values(),
    ];
    for (const [n, one] of points.entries()) {
      for (const other of points.slice(n + 1)) {
        const isApart = Math.abs(one.x - other.x) >= 0.299 || Math.abs(one.y - other.y) >= 0.099;
        expect(isApart).toBe(true);
      }
    }
  });

  test("draws the busiest flows, and adds up what begins and ends in a unit", () => {
    const flow = (from: string, to: string, journeys: number) => ({
      from_unit: from,
      to_unit: to,
      journeys,
    });
    const flows = [flow("1", "2", 3), flow("2", "1", 9), flow("3", "1", 1), flow("3", "2", 0)];
    const movements = movementsOf({ flows }, 2);
    expect(movements.flows.map(({ journeys }) => journeys)).toEqual([9, 3]);
    expect(movements.left).toBe(1);
    expect(movements.load.get("1")).toBe(13);
  });

  test("draws nothing thinner than the least and nothing wider than the widest", () => {
    expect([sized(0, 9, 1, 8), sized(9, 9, 1, 8), sized(1, 0, 1, 8)]).toEqual([1, 8, 1]);
  });
});
