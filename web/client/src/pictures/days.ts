/** How many were first exposed on which day, by level. Pure. */

import type { Row } from "../asking/described";

export interface Days {
  /** Every day from the first to the last, `YYYY-MM-DD`, also those without anybody. */
  readonly days: readonly string[];
  /** For each level (F1 first) the count of each day. */
  readonly counts: readonly (readonly number[])[];
}

const DAY_MS = 24 * 3600_000;

/** Read the first meetings of an answer of `spread` or `contacts`; moments are in Hà Nội time. */
export function daysOf(answer: Row): Days {
  const rows = (answer.persons ?? answer.contacts ?? []) as Row[];
  const exposed = rows.flatMap((row) => {
    const day = String(row.first_met_at ?? "").slice(0, 10);
    return day ? [{ day, level: Number(row.level ?? 1) }] : [];
  });
  if (!exposed.length) return { days: [], counts: [] };
  const days = between(exposed.map(({ day }) => day).sort());
  const levels = Math.max(...exposed.map(({ level }) => level));
  const counts = Array.from({ length: levels }, (_, at) =>
    days.map((day) => exposed.filter((one) => one.day === day && one.level === at + 1).length),
  );
  return { days, counts };
}

function between(sorted: readonly string[]): string[] {
  const [first = "", last = ""] = [sorted[0], sorted[sorted.length - 1]];
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
