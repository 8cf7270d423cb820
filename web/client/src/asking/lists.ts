/** The places and units of the house: for choosing among them, and for their names in answers. */

import { call } from "../console/server";

export interface Place {
  readonly place_id: string;
  readonly kind: string;
  readonly name_vi: string;
  readonly name_en: string;
  readonly district: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Unit {
  readonly level: "province" | "district" | "ward";
  readonly code: string;
  readonly parent: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Lists {
  readonly places: ReadonlyMap<string, Place>;
  readonly units: Map<string, Unit>;
}

// What fits into an address.
const MOST_CODES = 200;

export async function fetchLists(): Promise<Lists> {
  const [{ places }, { units }] = await Promise.all([json("/v1/places"), json("/v1/units")]);
  return {
    places: new Map((places as Place[]).map((place) => [place.place_id, place])),
    units: new Map((units as Unit[]).map((unit) => [unit.code, unit])),
  };
}

/** Learn the names of wards that stand in an answer; without them their codes are shown. */
export async function learnUnits(lists: Lists, codes: readonly string[]): Promise<void> {
  const unknown = codes.filter((code) => !lists.units.has(code)).slice(0, MOST_CODES);
  if (!unknown.length) return;
  const said = new URLSearchParams(unknown.map((code) => ["code", code]));
  try {
    const { units } = await json(`/v1/units?${said}`);
    for (const unit of units as Unit[]) lists.units.set(unit.code, unit);
  } catch {
    // The answer is there, and says codes where it could say names.
  }
}

async function json(path: string): Promise<Record<string, unknown[]>> {
  return (await call(path)).json();
}

export function placeName(lists: Lists, id: string, language: string): string {
  const place = lists.places.get(id);
  return (place && (language === "en" ? place.name_en : place.name_vi)) || place?.name_vi || id;
}

export function unitName(lists: Lists, code: string): string {
  const unit = lists.units.get(code);
  const district = unit?.level === "ward" ? lists.units.get(unit.parent)?.name : "";
  return district ? `${unit?.name}, ${district}` : (unit?.name ?? code);
}

type Option = readonly [value: string, name: string];

export function placeOptions(lists: Lists, language: string): Option[] {
  return [...lists.places.keys()].map((id) => [id, placeName(lists, id, language)]);
}

/** Return districts and provinces, those of Hà Nội first; a district's province is part of it. */
export function unitOptions(lists: Lists): Option[] {
  const home = (unit: Unit) => (unit.code === HANOI || unit.parent === HANOI ? 0 : 1);
  return [...lists.units.values()]
    .filter(({ level }) => level !== "ward")
    .sort((one, other) => home(one) - home(other))
    .map((unit) => {
      const province = unit.parent === HANOI ? "" : (lists.units.get(unit.parent)?.name ?? "");
      return [unit.code, province ? `${unit.name}, ${province}` : unit.name];
    });
}

export const HANOI = "01";
