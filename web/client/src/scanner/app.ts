/** The scanner at work: its parts, the screen that is open, and what lies over it. */

import type { Tell } from "../texts";
import type { Api } from "./api";
import type { HeldCard } from "./cards";
import type { Clock } from "./clock";
import type { Courier } from "./courier";
import type { Decoder } from "./decoder";
import type { Desk } from "./desk";
import { el } from "./dom";
import type { Library } from "./library";
import { MODES, type Screen } from "./modes";
import type { Orders } from "./orders";
import type { Outbox } from "./outbox";
import { takeInto } from "./passage";
import { type Reading, readingOf } from "./readings";
import { Repeats } from "./repeats";
import { type Post, RECENT, type Recent, type Settings } from "./settings";
import type { Sounds } from "./sounds";
import type { Status } from "./state";

export interface Parts {
  tell: Tell;
  language: "vi" | "en";
  version: string;
  api: Api;
  clock: Clock;
  library: Library;
  outbox: Outbox;
  orders: Orders;
  courier: Courier;
  desk: Desk;
  settings: Settings;
  status: Status;
  sounds: Sounds;
  card: HeldCard;
  decoder: () => Promise<Decoder>;
}

// A card's code comes first, so that it is at hand when the pass beside it is looked at.
const ORDER: Reading["kind"][] = ["card", "pass", "enrolment", "poster", "other"];

// Names how long it took from reading a code to showing what it means.
const SHOWN = "chot-read-to-shown";
const MEASURED = 1000;

export class App {
  // It scrolls, so the keyboard must reach it.
  readonly screenRoot = el("main", { id: "screen", set: { tabindex: "0" } });
  readonly overlayRoot = el("div", { id: "overlay" });
  readonly repeats = new Repeats();
  post: Post | null = null;
  recent: Recent[] = [];
  mode = "";
  #screen: Screen | null = null;
  #atWork = Promise.resolve();
  #busy = 0;
  #measured = 0;

  constructor(readonly parts: Parts) {}

  get tell(): Tell {
    return this.parts.tell;
  }

  /** Open a way of working by its id. */
  open(id: string): void {
    const mode = MODES.find((known) => known.id === id);
    if (mode) this.show(mode.open(this), id);
  }

  /** Put a screen in the place of the one that is open. */
  show(screen: Screen, mode = ""): void {
    this.clear();
    this.#screen?.close?.();
    this.repeats.forget();
    this.#screen = screen;
    this.mode = mode;
    this.screenRoot.replaceChildren(screen.element);
    this.parts.status.change({});
  }

  /** Lay something over the screen, in the place of what lay there. */
  cover(panel: HTMLElement): void {
    this.overlayRoot.replaceChildren(panel);
    panel.focus();
  }

  /** Take away what lies over the screen. */
  clear(): void {
    this.overlayRoot.replaceChildren();
  }

  /** Take what the camera sees in a frame; a code that stays in view is taken once. */
  see(texts: string[], frameMs: number): void {
    if (this.#busy > 0) {
      for (const text of texts) this.repeats.stays(text);
      return;
    }
    const fresh = texts.filter((text) => this.repeats.isNew(text));
    if (fresh.length > 0) void this.take(fresh, frameMs);
  }

  /** Take texts however they were read, after what is being dealt with. */
  take(texts: string[], readMs = performance.now()): Promise<void> {
    this.#busy += 1;
    this.#atWork = this.#atWork
      .then(() => this.#handAll(texts, readMs))
      .finally(() => {
        this.#busy -= 1;
      });
    return this.#atWork;
  }

  /** Remember a scan among those that can be annulled here. */
  async remember(recent: Recent): Promise<void> {
    this.recent = [recent, ...this.recent].slice(0, RECENT);
    await this.parts.settings.remember(this.recent);
  }

  /** Take a scan back, for a reason. */
  async annul(scan: Recent, reason: string): Promise<void> {
    await this.parts.desk.annul(scan, reason);
    this.recent = this.recent.filter(({ scan_id }) => scan_id !== scan.scan_id);
    await this.parts.settings.remember(this.recent);
    await this.settled();
  }

  /** After something was written down: count anew, and send what waits. */
  async settled(): Promise<void> {
    await this.count();
    if (this.parts.api.connection.isOnline) void this.parts.courier.flush();
  }

  /** Count what waits and what was refused. */
  async count(): Promise<void> {
    this.parts.status.change(await this.parts.outbox.counts());
  }

  async #handAll(texts: string[], readMs: number): Promise<void> {
    const readings = texts.map(readingOf);
    readings.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
    for (const reading of readings) await this.#hand(reading);
    await painted();
    this.#measured += 1;
    // A day's measurements would fill the memory; the last are enough.
    if (this.#measured % MEASURED === 0) performance.clearMeasures(SHOWN);
    performance.measure(SHOWN, { start: readMs });
  }

  async #hand(reading: Reading): Promise<void> {
    if (this.#screen?.take) return this.#screen.take(reading);
    if (!this.post) return;
    this.open("scan");
    await takeInto(this, reading);
  }
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}
