/** The choice of the area: province, district, place. Each is an address of its own. */

import { element } from "../console/pages";
import { type Area, type Atlas, addressOf, type Option } from "./areas";
import { tell } from "./words";

function fill(id: string, all: string, options: readonly Option[], chosen: string): void {
  const select = element<HTMLSelectElement>(id);
  select.replaceChildren(
    new Option(all, ""),
    ...options.map(({ value, text }) => new Option(text, value)),
  );
  select.value = chosen;
}

function reveal(id: string, shown: boolean): void {
  const field = element(id).parentElement;
  if (field) field.hidden = !shown;
}

export function showChooser(atlas: Atlas, area: Area): void {
  const district = area.place ? atlas.districtOf(area.place) : area.unit;
  const province = district ? atlas.provinceOf(district) : "";
  const provinces = atlas.provinces();
  const isDistrict = district !== "" && district !== province;
  fill("province", tell("board-all-own"), provinces, province);
  reveal("province", provinces.length > 1);
  const inside = atlas.districts(provinces.length > 1 ? province : "");
  const all = provinces.length > 1 ? "board-all-districts" : "board-all-own";
  fill("district", tell(all), inside, isDistrict ? district : "");
  reveal("district", provinces.length <= 1 || province !== "");
  fill("place", tell("board-all-places"), atlas.places(district), area.place);
  reveal("place", isDistrict);
  const go = (unit: string, place: string) => {
    const wanted = addressOf(location.pathname, { unit, place });
    if (wanted !== location.pathname + location.search) location.assign(wanted);
  };
  const chosen = (id: string) => element<HTMLSelectElement>(id).value;
  element("province").addEventListener("change", () => go(chosen("province"), ""));
  element("district").addEventListener("change", () => {
    go(chosen("district") || (provinces.length > 1 ? province : ""), "");
  });
  element("place").addEventListener("change", () => go(district, chosen("place")));
}

/** A link that keeps the area. */
export function keepArea(id: string, path: string, area: Area): void {
  element<HTMLAnchorElement>(id).href = addressOf(path, area);
}
