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
  readonly level: "province" | "district";
  readonly code: string;
  readonly parent: string;
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface Lists {
  readonly places: ReadonlyMap<string, Place>;
  readonly units: ReadonlyMap<string, Unit>;
}

export async function fetchLists(): Promise<Lists> {
  const [{ places }, { units }] = await Promise.all([json("/v1/places"), json("/v1/units")]);
  return {
    places: new Map((places as Place[]).map((place) => [place.place_id, place])),
    units: new Map((units as Unit[]).map((unit) => [unit.code, unit])),
  };
}

async function json(path: string): Promise<Record<string, unknown[]>> {
  return (await call(path)).json();
}

export function placeName(lists: Lists, id: string, language: string): string {
  const place = lists.places.get(id);
  return (place && (language === "en" ? place.name_en : place.name_vi)) || place?.name_vi || id;
}

export function unitName(lists: Lists, code: string): string {
  return lists.units.get(code)?.name ?? code;
}

type Option = readonly [value: string, name: string];

export function placeOptions(lists: Lists, language: string): Option[] {
  return [...lists.places.keys()].map((id) => [id, placeName(lists, id, language)]);
}

/** Return districts and provinces, those of Hà Nội first; a district's province is part of it. */
export function unitOptions(lists: Lists): Option[] {
  const home = (unit: Unit) => (unit.code === HANOI || unit.parent === HANOI ? 0 : 1);
  return [...lists.units.values()]
    .sort((one, other) => home(one) - home(other))
    .map((unit) => {
      const province = unit.parent === HANOI ? "" : (lists.units.get(unit.parent)?.name ?? "");
      return [unit.code, province ? `${unit.name}, ${province}` : unit.name];
    });
}

export const HANOI = "01";
