/** Which area a board shows, and which it may show. Pure. */

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
}

export interface Place {
  readonly place_id: string;
  readonly name_vi: string;
  readonly name_en: string;
  readonly district: string;
}

/** What the server offers: `own` are the account's units, empty for the whole country. */
export interface Choice {
  readonly own: readonly string[];
  readonly units: readonly Unit[];
  readonly places: readonly Place[];
}

export interface Area {
  readonly unit: string;
  readonly place: string;
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

export function areaOf(search: string): Area {
  const asked = new URLSearchParams(search);
  return { unit: asked.get("unit") ?? "", place: asked.get("place") ?? "" };
}

/** The query of a page's address for an area. */
export function addressOf(path: string, area: Area): string {
  if (area.place) return `${path}?place=${encodeURIComponent(area.place)}`;
  return area.unit ? `${path}?unit=${encodeURIComponent(area.unit)}` : path;
}

/** The address of an area's stream. */
export function streamOf(area: Area): string {
  if (area.place) return `/v1/board/live?place_id=${encodeURIComponent(area.place)}`;
  return area.unit ? `/v1/board/live?unit=${encodeURIComponent(area.unit)}` : "/v1/board/live";
}

/** Names of places and units, and where they lie. */
export class Atlas {
  readonly #units: Map<string, Unit>;
  readonly #places: Map<string, Place>;

  constructor(
    readonly choice: Choice,
    private readonly language: "vi" | "en",
  ) {
    this.#units = new Map(choice.units.map((unit) => [unit.code, unit]));
    this.#places = new Map(choice.places.map((place) => [place.place_id, place]));
  }

  placeName(placeId: string): string {
    const place = this.#places.get(placeId);
    return (this.language === "en" && place?.name_en) || place?.name_vi || placeId;
  }

  unitName(code: string): string {
    return this.#units.get(code)?.name ?? code;
  }

  districtOf(placeId: string): string {
    return this.#places.get(placeId)?.district ?? "";
  }

  provinceOf(unit: string): string {
    return this.#units.get(unit)?.parent || unit;
  }

  /** The name of an area; `own` says what all of one's own is called. */
  nameOf(area: Area, own: string): string {
    if (area.place) return this.placeName(area.place);
    if (area.unit) return this.unitName(area.unit);
    return this.choice.own.map((code) => this.unitName(code)).join(", ") || own;
  }

  /** Tells by which of the units' rows a place is counted, if any. */
  rowOf(placeId: string, rows: ReadonlySet<string>): string | undefined {
    const district = this.districtOf(placeId);
    if (!district) return undefined;
    if (rows.has(district)) return district;
    const province = this.provinceOf(district);
    return rows.has(province) ? province : undefined;
  }

  provinces(): Option[] {
    return this.#options(this.choice.units.filter((unit) => !unit.parent));
  }

  /** The districts of a province, or all where there is only one province or none is chosen. */
  districts(province: string): Option[] {
    const all = this.choice.units.filter((unit) => unit.parent);
    return this.#options(province ? all.filter((unit) => unit.parent === province) : all);
  }

  places(district: string): Option[] {
    return this.choice.places
      .filter((place) => place.district === district)
      .map((place) => ({ value: place.place_id, text: this.placeName(place.place_id) }));
  }

  #options(units: readonly Unit[]): Option[] {
    return units.map((unit) => ({ value: unit.code, text: unit.name }));
  }
}
