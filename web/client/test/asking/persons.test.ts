import { describe, expect, test } from "vitest";
import { lineOf, readPersons } from "../../src/asking/persons";

const ID = "0123456789abcdef0123456789abcdef";

describe("persons, one a line", () => {
  test.each([
    ["001099990001", { kind: "cccd", number: "001099990001" }],
    ["001 099 990 001", { kind: "cccd", number: "001 099 990 001" }],
    ["012345678", { kind: "cmnd", number: "012345678" }],
    ["CMND 001099990001", { kind: "cmnd", number: "001099990001" }],
    ["B1234567", { kind: "passport", number: "B1234567" }],
    ["hc: 99X", { kind: "passport", number: "99X" }],
    ["Hộ chiếu B1234567", { kind: "passport", number: "B1234567" }],
    ["khác 12-AB", { kind: "other", number: "12-AB" }],
    ["12AB", { kind: "other", number: "12AB" }],
  ])("%s is a paper", (line, document) => {
    expect(readPersons(line).documents).toEqual([document]);
  });

  test("an id is an id, in any case", () => {
    expect(readPersons(` ${ID.toUpperCase()} `).citizenIds).toEqual([ID]);
  });

  test("empty lines are nobody", () => {
    const { citizenIds, documents } = readPersons("\n  \n");
    expect([...citizenIds, ...documents]).toEqual([]);
  });
});

test("a fault is told by its line, whatever stands between", () => {
  const persons = readPersons(`001099990001\n${ID}\n\n1`);
  expect(lineOf("documents[1].number", persons)).toBe(4);
  expect(lineOf("citizen_ids[0]", persons)).toBe(2);
  expect(lineOf("citizen_ids", persons)).toBeNull();
});
