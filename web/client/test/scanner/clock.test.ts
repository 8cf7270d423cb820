import { describe, expect, test } from "vitest";
import { Clock } from "../../src/scanner/clock";
import { Pace } from "../../src/scanner/pace";

const SERVER = Date.parse("2021-08-24T07:00:00Z");

describe("the clock", () => {
  test("is set right by the gateway's", () => {
    const clock = new Clock(0, () => SERVER - 3_600_000);
    clock.hear("Tue, 24 Aug 2021 07:00:00 GMT", SERVER - 3_600_000, SERVER - 3_600_000 + 100);
    expect(Math.abs(clock.now() - SERVER)).toBeLessThan(1500);
  });

  test("is left alone where the header, of whole seconds, can't tell", () => {
    const clock = new Clock(0, () => SERVER);
    clock.hear("Tue, 24 Aug 2021 07:00:01 GMT", SERVER, SERVER + 200);
    clock.hear(null, SERVER, SERVER);
    clock.hear("yesterday", SERVER, SERVER);
    expect(clock.skewMs).toBe(0);
  });

  test("is not thrown by one answer that was long under way", () => {
    const clock = new Clock(0, () => SERVER);
    const header = "Tue, 24 Aug 2021 07:00:00 GMT";
    for (const took of [10, 20, 60_000, 10, 20]) clock.hear(header, SERVER, SERVER + took);
    expect(clock.skewMs).toBe(0);
  });

  test("keeps what it knew over a restart", () => {
    expect(new Clock(5000, () => SERVER).now()).toBe(SERVER + 5000);
  });
});

describe("the pace", () => {
  test("doubles after each failure, up to a minute, with jitter", () => {
    const waits = (random: number) => {
      const pace = new Pace(
        () => 0,
        () => random,
      );
      return [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
        pace.failed();
        return pace.waitMs;
      });
    };
    expect(waits(1)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(waits(0)[0]).toBe(500);
  });

  test("begins anew after a success", () => {
    const pace = new Pace(
      () => 0,
      () => 1,
    );
    for (let n = 0; n < 5; n++) pace.failed();
    pace.reset();
    expect(pace.waitMs).toBe(0);
    pace.failed();
    expect(pace.waitMs).toBe(1000);
  });
});
