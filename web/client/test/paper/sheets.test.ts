/** The queue of sheets in words. */

import { expect, test } from "vitest";
import english from "../../../words/en/paper.ftl?raw";
import {
  fieldsOf,
  nextSheet,
  type Queue,
  type Sheet,
  sayAge,
  saySummary,
} from "../../src/paper/sheets";
import { texts } from "../../src/texts";

const tell = texts("en", english);

function sheet(changes: Partial<Sheet> = {}): Sheet {
  return {
    sheet_id: "sheet-0001",
    serial: "",
    place: "A gate",
    lane: "",
    direction: "in",
    taken_at: "2021-08-24T07:30:00+07:00",
    age_s: 60,
    is_alarm: false,
    identity_compared: true,
    taken_by: "lan",
    opened_by: "",
    ...changes,
  };
}

function queue(...sheets: Sheet[]): Queue {
  const oldest_age_s = Math.max(0, ...sheets.map(({ age_s }) => age_s));
  return { waiting: sheets.length, oldest_age_s, alarm_after_s: 3600, sheets };
}

test.each([
  [59, "0 min"],
  [3599, "59 min"],
  [3600, "1 h"],
  [5400, "1 h 30 min"],
  [90_000, "1 d 1 h"],
  [172_800, "2 d"],
])("%i seconds are said as %s", (seconds, said) => {
  expect(sayAge(seconds, tell)).toBe(said);
});

test("the summary says how many wait, and how many too long", () => {
  const late = sheet({ age_s: 7200, is_alarm: true });

  expect(saySummary(queue(), tell)).toBe("No sheet waits.");
  expect(saySummary(queue(sheet()), tell)).toBe("1 sheet waits, for 1 min.");
  expect(saySummary(queue(late, sheet()), tell)).toBe(
    "2 sheets wait, the first for 2 h. 1 of them for more than 1 h.",
  );
});

test("the next sheet is the first that nobody else has opened", () => {
  const others = sheet({ sheet_id: "others", opened_by: "minh" });
  const own = sheet({ sheet_id: "own", opened_by: "lan" });

  expect(nextSheet(queue(others, own, sheet()), "lan")?.sheet_id).toBe("own");
  expect(nextSheet(queue(others), "lan")).toBeUndefined();
});

test("departure is filled in with when the sheet was photographed", () => {
  expect(fieldsOf("2021-08-24T07:30:12+07:00")).toEqual({ date: "2021-08-24", time: "07:30" });
});
