import { expect, test } from "vitest";
import { addressOf } from "../../src/asking/address";
import type { Field, Form } from "../../src/asking/described";

function field(name: string, form: Form, usual: Field["usual"] = null): Field {
  return { name, form, required: false, least: null, most: null, usual, choices: [] };
}

const FIELDS = [
  field("citizen_ids", "persons"),
  field("plate", "plate"),
  field("unit", "unit", ""),
  field("within_minutes", "number", 15),
  field("withdrawn", "tick", false),
];

test("an address says span and window, never whom", () => {
  const typed = {
    citizen_ids: "001099990001",
    plate: "29A12345",
    unit: "268",
    within_minutes: "30",
  };
  const said = addressOf(FIELDS, typed, { last: "3" });
  expect(said).toBe("last=3&unit=268&within_minutes=30");
});

test("what is as usual is not said", () => {
  const typed = { within_minutes: "15", unit: "", withdrawn: "" };
  const span = { from: "2021-08-24T00:00:00+07:00", until: "2021-08-25T00:00:00+07:00" };
  expect([...new URLSearchParams(addressOf(FIELDS, typed, span)).keys()]).toEqual([
    "from",
    "until",
  ]);
});
