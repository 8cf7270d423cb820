/// <reference types="vite/client" />

import { describe, expect, test } from "vitest";
import pythonBook from "../../../../contracts/rules.py?raw";
import { judge, RULE_VERSION } from "../../src/rules/book";
import { read } from "../../src/rules/passes";
import { CATEGORY_OF } from "../../src/rules/verdicts";
import { casesOnFile, listsOf } from "./fixtures";

const cases = casesOnFile();

describe("the rule book judges as the other one does", () => {
  test("there are cases, and one for each reason", () => {
    const reasons = new Set(cases.map(({ expected }) => expected.reason));
    expect(cases.length).toBeGreaterThan(0);
    expect([...reasons].sort()).toEqual(Object.keys(CATEGORY_OF).sort());
  });

  test.each(cases)("$name: $description", (one) => {
    const lists = listsOf(one);
    const verdict = judge(read(one.token, lists.ring), one.sight, lists, one.policy);

    const { category, reason, flags } = verdict;
    expect({ category, reason, flags }).toEqual(one.expected);
    expect(verdict.lists_age_s).toBe(one.sight.lists_age_s);
  });
});

test("the rule books count their versions alike", () => {
  expect(pythonBook).toContain(`\nRULE_VERSION = ${RULE_VERSION}\n`);
});

test("no part of a pass can be changed unseen", () => {
  const good = cases.find(({ name }) => name === "ok");
  if (!good) throw new Error("the good case is missing");
  const { ring } = listsOf(good);
  for (let at = 4; at < good.token.length; at++) {
    const other = good.token[at] === "A" ? "B" : "A";
    const changed = good.token.slice(0, at) + other + good.token.slice(at + 1);
    expect(read(changed, ring)).toHaveProperty("unreadable");
  }
});
