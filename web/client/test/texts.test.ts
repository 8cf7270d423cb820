import { expect, test } from "vitest";
import { texts } from "../src/texts";

test("a text is told with its values", () => {
  const tell = texts("en", "waiting = { $count } sheets wait");
  expect(tell("waiting", { count: 3 })).toBe("3 sheets wait");
});

test("a text nobody wrote is a mistake", () => {
  expect(() => texts("vi", "")("nothing")).toThrow("nothing");
});
