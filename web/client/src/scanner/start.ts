/** Puts the scanner together and sets it to work. */

import { pageLanguage, texts } from "../texts";
import { Api } from "./api";
import { App, type Parts } from "./app";
import { HeldCard } from "./cards";
import { Clock } from "./clock";
import { Connection } from "./connection";
import { aloneAmongTabs, Courier } from "./courier";
import { openDatabase } from "./database";
import { type Decoder, openDecoder } from "./decoder";
import { SENDERS } from "./delivery";
import { Desk } from "./desk";
import { DeviceKey } from "./device-key";
import { Library } from "./library";
import { movedPanel } from "./notice";
import { type Heeded, Orders } from "./orders";
import { Outbox } from "./outbox";
import { Pace } from "./pace";
import { enrolScreen, enrolWith } from "./screens/enrol";
import { wipedScreen } from "./screens/wiped";
import { Settings } from "./settings";
import { buildShell } from "./shell";
import { Sounds } from "./sounds";
import { Status } from "./state";
import { keepAwake, keepStorage, keepWorking, registerShell } from "./upkeep";
import { Vault } from "./vault";
import { listen } from "./wedge";

const SLOW_MS = 1500;

/** Start on a page; `files` are the texts of both languages. */
export async function start(files: Record<"vi" | "en", string[]>): Promise<void> {
  const app = new App(await gathered(files));
  const { library, settings, sounds, outbox } = app.parts;
  await library.load();
  await app.parts.orders.load();
  app.post = await settings.post();
  app.recent = await settings.recent();
  app.parts.status.change(await outbox.counts());
  buildShell(app, document.body);
  for (const touch of ["pointerdown", "keydown"]) {
    document.addEventListener(touch, () => sounds.wake(), { capture: true });
  }
  listen(document, (text) => void app.take([text]));
  registerShell(app);
  await enter(app);
}

async function gathered(files: Record<"vi" | "en", string[]>): Promise<Parts> {
  const kept = localStorage.getItem("lang");
  if (kept) document.documentElement.lang = kept;
  const language = pageLanguage();
  const { decoder: worker = "", wasm = "", version = "" } = document.body.dataset;
  const database = await openDatabase();
  const vault = await Vault.open(database);
  const settings = new Settings(database, vault);
  const status = new Status();
  const clock = new Clock(await settings.number("skew_ms"));
  const connection = new Connection(SLOW_MS, (trouble) => status.change({ trouble }));
  const device = new DeviceKey(database, settings);
  await device.load();
  const api = new Api(clock, connection, device);
  const outbox = new Outbox(database, vault);
  const library = new Library(database, clock);
  const courier = new Courier(outbox, api, new Pace(), SENDERS, aloneAmongTabs);
  let opened: Promise<Decoder> | null = null;
  const decoder = () => {
    // What could not be loaded may be loaded the next time.
    opened ??= openDecoder({ worker, wasm }).catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  return {
    tell: texts(language, ...files[language]),
    language,
    version,
    api,
    clock,
    library,
    outbox,
    courier,
    orders: new Orders(api, library, outbox, settings, version),
    desk: new Desk(api, clock, library, outbox),
    settings,
    status,
    sounds: new Sounds(),
    card: new HeldCard(),
    decoder,
  };
}

/** Open the first screen: what was wiped, enrolment, the place, or scanning. */
async function enter(app: App): Promise<void> {
  const { api, orders } = app.parts;
  const code = new URLSearchParams(location.hash.slice(1)).get("enrol");
  // A code works once, and nobody should find it in the address.
  if (code) history.replaceState(null, "", location.pathname);
  orders.heeded = heededBy(app);
  api.denied = (reason) => {
    if (reason === "device_revoked") void orders.revoked();
  };
  const isKnown = api.device.isEnrolled;
  if (code && !isKnown && !(await enrolWith(app, code, ""))) return begin(app);
  if (isKnown && !orders.wiped) return begin(app);
  // What waits on a device that has yet to give up its key is sent first.
  if (isKnown) work(app);
  if (orders.wiped) return showWiped(app);
  showEnrolment(app);
}

function showEnrolment(app: App): void {
  app.show(enrolScreen(app, () => begin(app)));
}

async function showWiped(app: App): Promise<void> {
  app.post = null;
  app.recent = [];
  await app.count();
  app.show(wipedScreen(app, () => showEnrolment(app)));
}

function heededBy(app: App): Heeded {
  const { settings, library, api, language } = app.parts;
  return {
    wiped: () => showWiped(app),
    async moved(placeId) {
      await library.refresh(api);
      const place = library.place(placeId);
      if (!place) return;
      app.post = { place_id: placeId, lane: "", direction: app.post?.direction ?? "in" };
      await settings.standAt(app.post);
      app.open("scan");
      const name = language === "vi" ? place.name_vi : place.name_en;
      app.cover(movedPanel(app, name));
    },
  };
}

let isWorking = false;

/** Send and ask from now on; once, also where a device is enrolled a second time. */
function work(app: App): void {
  if (!isWorking) keepWorking(app);
  isWorking = true;
}

async function begin(app: App): Promise<void> {
  const { library, api } = app.parts;
  work(app);
  void keepStorage(app);
  keepAwake();
  if (library.ageS < 0) await library.refresh(api);
  app.open(app.post ? "scan" : "place");
}
