/** What kind of code was read, so that the officer is told which one it was. */

import { type Card, readCard } from "../rules/card";
import { PREFIX } from "../rules/passes";

export type Reading =
  | { kind: "pass"; code: string }
  | { kind: "card"; card: Card }
  | { kind: "enrolment"; code: string; origin: string }
  | { kind: "poster"; place: string }
  | { kind: "other"; code: string };

// Readers that type may have their shift key the wrong way round.
const PREFIX_IN_SMALL = PREFIX.toLowerCase();

/** Tell what a text is. */
export function readingOf(text: string): Reading {
  const code = text.trim();
  if (code.startsWith(PREFIX)) return { kind: "pass", code };
  if (code.startsWith(PREFIX_IN_SMALL)) return { kind: "pass", code: code.toUpperCase() };
  const card = readCard(text);
  if (card) return { kind: "card", card };
  return readingOfAddress(code) ?? { kind: "other", code };
}

/** Return the enrolment code in what an officer typed or pasted: a whole address, or the code. */
export function enrolmentIn(typed: string): string {
  const reading = readingOf(typed);
  return reading.kind === "enrolment" ? reading.code : typed.trim();
}

function readingOfAddress(text: string): Reading | null {
  if (!/^https?:\/\//i.test(text)) return null;
  const address = parsed(text);
  if (!address) return null;
  const enrolment = new URLSearchParams(address.hash.slice(1)).get("enrol");
  if (enrolment) return { kind: "enrolment", code: enrolment, origin: address.origin };
  const place = address.searchParams.get("place");
  return place ? { kind: "poster", place } : null;
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
