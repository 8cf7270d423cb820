import { describe, expect, test } from "vitest";
import { degreesOf } from "../../src/scanner/questions";
import { enrolmentIn, readingOf } from "../../src/scanner/readings";
import { Repeats } from "../../src/scanner/repeats";
import { Wedge } from "../../src/scanner/wedge";

describe("a code that was read", () => {
  test.each([
    ["CT1:6BF+70", "pass"],
    ["ct1:6bf+70", "pass"],
    ["https://gate.example/scan#enrol=abc.def", "enrolment"],
    ["https://gate.example/declare?place=hn-city-01", "poster"],
    ["001099990001||Nguyễn Văn Thử|15081999|Nam|Số 1|01072021", "card"],
    ["https://example.org/menu", "other"],
    ["https://", "other"],
    ["a shopping list", "other"],
  ])("%s is of the kind %s", (text, kind) => {
    expect(readingOf(text).kind).toBe(kind);
  });

  test("is put right where a reader's shift key was the wrong way round", () => {
    expect(readingOf("ct1:6bf+70")).toEqual({ kind: "pass", code: "CT1:6BF+70" });
  });

  test("enrols by address or by the bare code", () => {
    expect(enrolmentIn(" https://gate.example/scan#enrol=abc.def ")).toBe("abc.def");
    expect(enrolmentIn(" abc.def ")).toBe("abc.def");
  });
});

describe("a reader that types", () => {
  function typed(text: string, gapMs: number, wedge = new Wedge()): string | null {
    let at = 0;
    let found: string | null = null;
    for (const key of [...text, "Enter"]) {
      at += gapMs;
      found = wedge.press({ key, timeStamp: at });
    }
    return found;
  }

  test("is told from a person by its speed", () => {
    expect(typed("CT1:6BF 70$*", 15)).toBe("CT1:6BF 70$*");
    for (const gapMs of [90, 150, 400]) expect(typed("CT1:6BF 70$*", gapMs)).toBeNull();
  });

  test("is not disturbed by keys that write nothing, nor by what was typed before", () => {
    const wedge = new Wedge();
    wedge.press({ key: "x", timeStamp: 0 });
    let at = 1000;
    for (const key of ["Shift", "C", "T", "1", ":", "Shift", "A", "B", "C", "D", "E"]) {
      at += 10;
      wedge.press({ key, timeStamp: at });
    }
    expect(wedge.press({ key: "Enter", timeStamp: at + 10 })).toBe("CT1:ABCDE");
  });

  test("has read something longer than a key pressed in passing", () => {
    expect(typed("ab", 5)).toBeNull();
  });
});

describe("a code before the camera", () => {
  test("is taken once while it stays, and again when it was gone", () => {
    let now = 0;
    const repeats = new Repeats(() => now);
    expect(repeats.isNew("a")).toBe(true);
    for (now = 100; now < 5000; now += 500) expect(repeats.isNew("a")).toBe(false);
    expect(repeats.isNew("b")).toBe(true);
    now += 2000;
    expect(repeats.isNew("a")).toBe(true);
  });

  test("is taken once also when the verdict before was long in coming", () => {
    let now = 0;
    const repeats = new Repeats(() => now);
    repeats.isNew("a");
    for (now = 100; now < 5000; now += 500) repeats.stays("a");
    expect(repeats.isNew("a")).toBe(false);
    expect(repeats.stays("b")).toBe(false);
    expect(repeats.isNew("b")).toBe(true);
  });
});

test("a temperature may have a comma or a point, and must be a body's", () => {
  expect(["36,6", "37.5", "366", "", "warm"].map(degreesOf)).toEqual([
    36.6,
    37.5,
    null,
    null,
    null,
  ]);
});
