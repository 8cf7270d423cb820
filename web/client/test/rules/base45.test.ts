import { expect, test } from "vitest";
import { decode } from "../../src/rules/base45";

const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

test.each([
  ["BB8", "AB"],
  ["%69 VD92EX0", "Hello!!"],
  ["UJCLQE7W581", "base-45"],
  ["QED8WEX0", "ietf!"],
  ["", ""],
])("%s is %s, as the standard says", (coded, plain) => {
  expect(text(decode(coded))).toBe(plain);
});

test.each(["GGW", ":::", "A", "é00", "::", "ab0"])("%s is no Base45", (coded) => {
  expect(decode(coded)).toBeNull();
});
