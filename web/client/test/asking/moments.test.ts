import { describe, expect, test } from "vitest";
import { read, sent, told, written } from "../../src/asking/moments";

describe("what people write", () => {
  test.each([
    [{ date: "24/08/2021", time: "07:30" }, "2021-08-24T07:30:00+07:00"],
    [{ date: " 1.9.2021", time: "" }, "2021-09-01T00:00:00+07:00"],
    [{ date: "01-09-2021", time: "7h05" }, "2021-09-01T07:05:00+07:00"],
    [{ date: "29/02/2024", time: "23" }, "2024-02-29T23:00:00+07:00"],
  ])("%j is a moment in Hà Nội", (moment, expected) => {
    expect(read(moment)).toBe(expected);
  });

  test.each([
    [{ date: "", time: "07:30" }],
    [{ date: "31/04/2021", time: "" }],
    [{ date: "2021-08-24", time: "" }],
    [{ date: "24/08/2021", time: "25:00" }],
    [{ date: "24/08/2021", time: "07:61" }],
  ])("%j is none", (moment) => {
    expect(read(moment)).toBeNull();
  });
});

test("a moment is sent and shown in Hà Nội time, wherever the computer is", () => {
  expect(sent(Date.UTC(2021, 7, 23, 20, 15))).toBe("2021-08-24T03:15:00+07:00");
  expect(told("2021-08-24T03:15:09.120+07:00")).toBe("24/08/2021 03:15");
});

test("what was shown can be read back", () => {
  expect(read(written("2021-08-24T03:15:00+07:00"))).toBe("2021-08-24T03:15:00+07:00");
});
