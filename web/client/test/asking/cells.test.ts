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

test("columns that say nothing, and ids of records, are left out", () => {
  const columns = [column("scan_id", "id"), column("lane", "text"), column("offline", "tick")];
  const rows = [{ scan_id: "s1", lane: "", offline: true }];
  const shown = spoken(columns, (one) => rows.map((row) => valueAt(row, one.path)));
  expect(shown.map((one) => one.path[0])).toEqual(["offline"]);
});

test("a way through something that is not there leads to nothing", () => {
  expect(valueAt({ leg: null }, ["leg", "km"])).toBeNull();
});
