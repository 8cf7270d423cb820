import { describe, expect, test } from "vitest";
import { type Speech, sortedBy, spoken, textOf } from "../../src/asking/cells";
import { type Column, type Shown, valueAt } from "../../src/asking/described";

const speech: Speech = {
  language: "en",
  place: (id) => `the place ${id}`,
  unit: (code) => `unit ${code}`,
  person: (id) => `person ${id}`,
  word: (column, value) => `${column} ${value}`,
  yes: "yes",
  lasting: (seconds) => `${seconds} s`,
};

function column(name: string, shown: Shown): Column {
  return { path: [name], shown, columns: [] };
}

describe("a value in words", () => {
  test.each<[string, Shown, unknown, string]>([
    ["happened_at", "moment", "2021-08-24T03:15:09.120+07:00", "24/08/2021 03:15"],
    ["place_id", "place", "hn-city-01", "the place hn-city-01"],
    ["reason", "word", "expired", "reason expired"],
    ["findings", "words", ["revoked", "overdue"], "findings revoked, findings overdue"],
    ["gap_s", "lasting", 90, "90 s"],
    ["meetings", "number", 1234, "1,234"],
    ["km", "km", 12.34, "12.3 km"],
    ["km", "km", -1, "–"],
    ["offline", "tick", false, "–"],
    ["offline", "tick", true, "yes"],
    ["withdrawn_at", "moment", null, "–"],
  ])("%s as %s", (name, shown, value, text) => {
    expect(textOf(column(name, shown), value, speech)).toBe(text);
  });
});

test("numbers are sorted by size, places by their names, lists by how many", () => {
  expect(sortedBy(column("meetings", "number"), 12, speech)).toBe(12);
  expect(sortedBy(column("place_id", "place"), "x", speech)).toBe("the place x");
  expect(sortedBy(column("findings", "words"), ["a", "b"], speech)).toBe(2);
});

describe("the columns shown", () => {
  const names = (columns: Column[], ...rows: Record<string, unknown>[]) =>
    spoken(columns, rows, speech).map((one) => one.path.join("."));

  test("are not those that say nothing, and not ids of records", () => {
    const columns = [column("scan_id", "id"), column("lane", "text"), column("offline", "tick")];
    expect(names(columns, { scan_id: "s1", lane: "", offline: true })).toEqual(["offline"]);
  });

  test("are not those that say again what one before them says", () => {
    const again: Column = { path: ["judgement", "reason"], shown: "word", columns: [] };
    const columns = [column("reason", "word"), again];
    const same = { reason: "ok", judgement: { reason: "ok" } };
    expect(names(columns, same, same)).toEqual(["reason"]);
    expect(names(columns, same, { reason: "ok", judgement: { reason: "revoked" } })).toEqual([
      "reason",
      "judgement.reason",
    ]);
  });

  test("begin with the moment, unless they begin with a person", () => {
    const moment = column("happened_at", "moment");
    const row = { place_id: "p", happened_at: "2021-08-24T03:15:09.120+07:00", citizen_id: "c" };
    expect(names([column("place_id", "place"), moment], row)[0]).toBe("happened_at");
    expect(names([column("citizen_id", "person"), moment], row)[0]).toBe("citizen_id");
  });
});

test("a way through something that is not there leads to nothing", () => {
  expect(valueAt({ leg: null }, ["leg", "km"])).toBeNull();
});
