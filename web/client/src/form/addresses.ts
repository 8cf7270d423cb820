/** Province, district and ward hang together: a new choice above empties the one below. */

import { type District, districtsOf } from "./units";

export interface AddressTexts {
  choose: string;
  districtAfter: string;
  wardAfter: string;
  noList: string;
}

type Pairs = readonly (readonly [string, string, ...unknown[]])[];

/** Make the three lists of one address follow each other. */
export function connect(address: HTMLElement, texts: AddressTexts): void {
  const name = address.dataset.address ?? "";
  const list = (level: string) => {
    const found = address.querySelector<HTMLSelectElement>(`select[name="${name}_${level}"]`);
    if (!found) throw new Error(`no ${name}_${level}`);
    return found;
  };
  const [province, district, ward] = [list("province"), list("district"), list("ward")];

  async function load(): Promise<District[]> {
    return province.value ? districtsOf(province.value) : [];
  }
  async function refill(): Promise<void> {
    try {
      const districts = await load();
      const inside = districts.find(([code]) => code === district.value)?.[2] ?? [];
      fill(district, districts, province.value ? texts.choose : texts.districtAfter);
      fill(ward, inside, district.value ? texts.choose : texts.wardAfter);
    } catch {
      if (province.value) fill(district, chosenOf(district), texts.noList);
    }
  }
  province.addEventListener("change", () => {
    fill(district, [], texts.districtAfter);
    fill(ward, [], texts.wardAfter);
    void refill();
  });
  district.addEventListener("change", () => {
    fill(ward, [], texts.wardAfter);
    void refill();
  });
  // What a draft brought back holds only what was chosen; the rest of the lists comes when needed.
  address.addEventListener("focusin", () => {
    if (district.options.length <= 2 || ward.options.length <= 2) void refill();
  });
  window.addEventListener("online", () => address.isConnected && void refill());
}

/** Put options into a list and keep its choice, if it is among them. */
export function fill(list: HTMLSelectElement, pairs: Pairs, first: string): void {
  const chosen = list.value;
  const options = pairs.map(([code, name]) => new Option(name, code, false, code === chosen));
  list.replaceChildren(new Option(first, "", false, !chosen), ...options);
  list.dispatchEvent(new Event("refill"));
}

function chosenOf(list: HTMLSelectElement): [string, string][] {
  const chosen = list.selectedOptions[0];
  return chosen?.value ? [[chosen.value, chosen.text]] : [];
}
