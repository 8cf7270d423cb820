/** A timeline as marks and bars in rows of places. Pure. */

import type { Row } from "../asking/described";

export interface Mark {
  readonly row: number;
  readonly atMs: number;
  readonly at: string;
  readonly category: string;
  readonly reason: string;
  readonly direction: string;
  readonly isAnnulled: boolean;
}

export interface Stay {
  readonly row: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly seconds: number;
}

export interface Track {
  /** Places in the order in which they were first seen. */
  readonly places: readonly string[];
  readonly marks: readonly Mark[];
  readonly stays: readonly Stay[];
}

/** Read the stops of an answer of `timeline` or `vehicle`. */
export function trackOf(answer: Row): Track {
  const stops = (answer.stops ?? []) as Row[];
  const places = [...new Set(stops.map((stop) => String(stop.place_id)))];
  const marks = stops.map((stop) => {
    const at = String(stop.happened_at ?? stop.first_at ?? "");
    return {
      row: places.indexOf(String(stop.place_id)),
      atMs: Date.parse(at),
      at,
      category: String(stop.category ?? "pass"),
      reason: String(stop.reason ?? ""),
      direction: String(stop.direction ?? ""),
      isAnnulled: stop.annulled === true,
    };
  });
  const stays = stops.flatMap((stop, at) => {
    const seconds = Number(stop.dwell_s ?? 0);
    const mark = marks[at];
    if (!mark || seconds <= 0) return [];
    const fromMs = Date.parse(String(stop.last_at ?? mark.at));
    return [{ row: mark.row, fromMs, untilMs: fromMs + seconds * 1000, seconds }];
  });
  return { places, marks, stays };
}
