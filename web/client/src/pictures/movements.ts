/** Flows between districts, added up for a map. Pure. */

import type { Row } from "../asking/described";

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly journeys: number;
  readonly people: number;
}

export interface Movements {
  /** The busiest flows, the busiest first. */
  readonly flows: readonly Flow[];
  /** Journeys that begin or end in a unit. */
  readonly load: ReadonlyMap<string, number>;
  readonly left: number;
}

/** Read an answer of `flows`; at most so many are drawn. */
export function movementsOf(answer: Row, most: number): Movements {
  const all = ((answer.flows ?? []) as Row[])
    .map((row) => ({
      from: String(row.from_unit),
      to: String(row.to_unit),
      journeys: Number(row.journeys ?? 0),
      people: Number(row.people ?? 0),
    }))
    .filter(({ from, to, journeys }) => journeys > 0 && from !== to)
    .sort((one, other) => other.journeys - one.journeys);
  const load = new Map<string, number>();
  for (const { from, to, journeys } of all) {
    for (const unit of [from, to]) load.set(unit, (load.get(unit) ?? 0) + journeys);
  }
  return { flows: all.slice(0, most), load, left: Math.max(0, all.length - most) };
}

/** Return how wide something is drawn: by the root of its share, for areas are compared by eye. */
export function sized(value: number, most: number, least: number, widest: number): number {
  return most > 0 ? least + Math.sqrt(value / most) * (widest - least) : least;
}
