/** An administrator's page: how each scanner is, and what is ordered about it. */

import enConsole from "../../../words/en/console.ftl";
import enDevices from "../../../words/en/devices.ftl";
import viConsole from "../../../words/vi/console.ftl";
import viDevices from "../../../words/vi/devices.ftl";
import { fetchLists, type Lists, placeName } from "../asking/lists";
import { element, made, saidMoment, signedIn, trying } from "../console/pages";
import { call } from "../console/server";
import { pageLanguage, texts } from "../texts";

const AGAIN_MS = 15_000;
const SILENT_MS = 10 * 60_000;

interface Device {
  device_id: string;
  name: string;
  place_id: string;
  enrolled_by: string;
  enrolled_at: string | null;
  has_key: boolean;
  active: boolean;
  moved_at: string | null;
  roll_at: string | null;
  wipe_at: string | null;
  revoked_at: string | null;
  key_at: string | null;
  status: {
    at: string;
    version: string;
    waiting: number;
    refused: number;
    battery: number;
    wiped_at: string | null;
  } | null;
}

const language = pageLanguage();
const tell = texts(
  language,
  ...(language === "vi" ? [viDevices, viConsole] : [enDevices, enConsole]),
);
let lists: Lists = { places: new Map(), units: new Map() };
let chosen: Device | null = null;

function cell(name: string, text: string): HTMLTableCellElement {
  return made("td", text, { "data-name": tell(`devices-${name}`) });
}

function where(placeId: string): string {
  return placeId ? placeName(lists, placeId, language) : tell("devices-anywhere");
}

/** Return the state in one word: of what is true of a device, what an administrator acts on. */
function stateOf({ active, has_key, status, wipe_at, roll_at, key_at }: Device): string {
  if (!active) return "revoked";
  if (!has_key) return "keyless";
  if (wipe_at) return status?.wiped_at ? "wiped" : "wiping";
  if (roll_at && (key_at ?? "") < roll_at) return "rolling";
  if (!status) return "unheard";
  return Date.now() - Date.parse(status.at) > SILENT_MS ? "silent" : "well";
}

function row(device: Device): HTMLTableRowElement {
  const { status } = device;
  const state = cell("state", tell(`devices-state-${stateOf(device)}`));
  state.className = `status ${stateOf(device)}`;
  const way = made("td");
  const button = made("button", tell("devices-order-what"), { type: "button", class: "second" });
  button.addEventListener("click", () => choose(device));
  if (device.active) way.append(button);
  const waits = status
    ? tell("devices-waits", { waiting: status.waiting, refused: status.refused })
    : "–";
  const by = device.enrolled_by || "–";
  const tr = made("tr", "", { "data-device": device.device_id });
  tr.append(
    cell("name", device.name),
    cell("place", where(device.place_id)),
    cell("version", status?.version ?? "–"),
    cell("seen", status ? saidMoment(status.at) : "–"),
    cell("waiting", waits),
    cell("by", device.enrolled_at ? `${by}, ${saidMoment(device.enrolled_at)}` : by),
    state,
    way,
  );
  return tr;
}

async function show(): Promise<void> {
  const { devices }: { devices: Device[] } = await (await call("/v1/devices")).json();
  element("devices").replaceChildren(...devices.map(row));
  element("devices-table").hidden = devices.length === 0;
  element("count").textContent = tell("devices-count", {
    count: devices.filter(({ active }) => active).length,
  });
}

function choose(device: Device): void {
  chosen = device;
  element("order-heading").textContent = tell("devices-order-about", {
    name: device.name,
    place: where(device.place_id),
  });
  element("order").hidden = false;
  explain();
  element("order-heading").focus();
}

function explain(): void {
  const what = element<HTMLSelectElement>("what").value;
  element("what-hint").textContent = tell(`devices-order-${what}-hint`);
  element("place-field").hidden = what !== "place";
}

function labelOf(placeId: string): string {
  return `${placeName(lists, placeId, language)} (${placeId})`;
}

async function give(): Promise<void> {
  const what = element<HTMLSelectElement>("what").value;
  const typed = element<HTMLInputElement>("place").value.trim();
  const placeId = [...lists.places.keys()].find((id) => labelOf(id) === typed) ?? typed;
  const purpose = element<HTMLInputElement>("purpose").value;
  const body = what === "place" ? { purpose, place_id: placeId } : { purpose };
  await call(`/v1/devices/${chosen?.device_id}/${what}`, { method: "PUT", body });
  element("order").hidden = true;
  await show();
}

if (signedIn("administrator")) {
  void trying(async () => {
    lists = await fetchLists();
    const offered = [...lists.places.keys()].map((id) =>
      made("option", "", { value: labelOf(id) }),
    );
    element("places").replaceChildren(...offered);
    await show();
  });
  window.setInterval(() => void show().catch(() => {}), AGAIN_MS);
  element("what").addEventListener("change", explain);
  element("leave").addEventListener("click", () => {
    element("order").hidden = true;
  });
  element<HTMLFormElement>("order-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = element<HTMLButtonElement>("give");
    button.disabled = true;
    await trying(give);
    button.disabled = false;
  });
}
