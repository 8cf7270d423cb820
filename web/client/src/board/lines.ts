/** Puts the live counts and the figures of each place or district side by side. */

import { type Atlas, addressOf } from "./areas";
import type { Feed } from "./feed";
import type { UnitRow } from "./figures";
import type { Line } from "./rows";

const byName = (rows: readonly UnitRow[] = []) => new Map(rows.map((row) => [row.name, row]));

export function placeLines(feed: Feed, atlas: Atlas, path: string): Line[] {
  const figures = byName(feed.figures?.places);
  return feed.board
    .rows((placeId) => placeId)
    .map((row) => ({
      row,
      figures: figures.get(row.name),
      text: atlas.placeName(row.name),
      address: addressOf(path, { unit: "", place: row.name }),
    }));
}

/** The provinces or districts in the area; none where it is one of them. */
export function unitLines(feed: Feed, atlas: Atlas, path: string): Line[] {
  const figures = byName(feed.figures?.units);
  if (figures.size < 2) return [];
  const names = new Set(figures.keys());
  return feed.board
    .rows((placeId) => atlas.rowOf(placeId, names))
    .map((row) => ({
      row,
      figures: figures.get(row.name),
      text: atlas.unitName(row.name),
      address: addressOf(path, { unit: row.name, place: "" }),
    }));
}
