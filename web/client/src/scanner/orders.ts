/**
 * The device says how it is doing, and follows what is ordered about it.
 *
 * A wipe takes lists, place and names at once. The key goes only when everything that waits was
 * taken, for only the key can send it; what was refused stays, sealed. A device that was revoked can
 * send nothing: it forgets its key and keeps what waits, sealed, until it is enrolled again.
 */

import type { Api } from "./api";
import type { Library } from "./library";
import type { Outbox } from "./outbox";
import type { Settings, Wiped } from "./settings";

const TOLD_EVERY_MS = 60_000;

/** The answer of `POST /v1/devices/status`. */
interface DeviceOrders {
  place_id: string;
  moved_ms: number;
  must_roll: boolean;
  wipe_ms: number;
}

export interface Heeded {
  /** The device belongs somewhere else now. */
  moved(placeId: string): Promise<void>;
  /** What the device held is gone, or its key is gone as well. */
  wiped(): Promise<void>;
}

export class Orders {
  #toldMs = Number.NEGATIVE_INFINITY;
  #wiped: Wiped | null = null;
  heeded: Heeded = { moved: async () => {}, wiped: async () => {} };

  constructor(
    readonly api: Api,
    readonly library: Library,
    readonly outbox: Outbox,
    readonly settings: Settings,
    readonly version: string,
  ) {}

  /** Why the device holds nothing; null where it does. */
  get wiped(): Wiped | null {
    return this.#wiped;
  }

  async load(): Promise<void> {
    this.#wiped = await this.settings.wiped();
  }

  /** The device was enrolled: what was ordered before was about another one. */
  async begin(): Promise<void> {
    this.#wiped = null;
    this.#toldMs = Number.NEGATIVE_INFINITY;
    await this.settings.enrolAnew();
  }

  /** Say how the device is doing, if that is due, and do what is ordered. */
  async heed(nowMs: number): Promise<void> {
    if (!this.api.device.isEnrolled || nowMs - this.#toldMs < TOLD_EVERY_MS) return;
    const { waiting, refused } = await this.outbox.counts();
    const isDone = this.#wiped !== null && waiting === 0;
    const answer = await this.api.call<DeviceOrders>("/v1/devices/status", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        version: this.version.slice(0, 40),
        waiting,
        refused,
        lists_age_s: this.library.ageS,
        skew_ms: Math.round(this.api.clock.skewMs),
        battery: await battery(),
        wiped_ms: isDone ? this.#wiped?.at_ms : 0,
      }),
    });
    if (answer.kind !== "ok") return;
    this.#toldMs = nowMs;
    if (isDone) {
      await this.api.device.forget();
      await this.heeded.wiped();
    } else await this.#follow(answer.value);
  }

  /** The gateway turns this device away for good. */
  async revoked(): Promise<void> {
    if (!this.api.device.isEnrolled) return;
    await this.api.device.forget();
    await this.#wipe({ why: "revoked", at_ms: 0 });
  }

  async #follow(orders: DeviceOrders): Promise<void> {
    if (orders.must_roll) await this.#roll();
    else await this.api.device.settle();
    if (orders.moved_ms > (await this.settings.number("moved_ms"))) {
      await this.heeded.moved(orders.place_id);
      await this.settings.setNumber("moved_ms", orders.moved_ms);
    }
    if (orders.wipe_ms > 0 && !this.#wiped) {
      await this.#wipe({ why: "ordered", at_ms: orders.wipe_ms });
      // Nothing waits, most of the time: then the key goes in the same breath.
      this.#toldMs = Number.NEGATIVE_INFINITY;
    }
  }

  async #roll(): Promise<void> {
    const answer = await this.api.call("/v1/devices/key", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(await this.api.device.showNext()),
    });
    // Without an answer nobody knows which key is good: the next refusal tells.
    if (answer.kind === "ok" && (await this.api.device.turn())) await this.api.device.settle();
  }

  async #wipe(wiped: Wiped): Promise<void> {
    this.#wiped = wiped;
    await this.settings.wipe(wiped);
    await this.library.wipe();
    await this.heeded.wiped();
  }
}

async function battery(): Promise<number> {
  const browser = navigator as Navigator & { getBattery?: () => Promise<{ level: number }> };
  const found = await browser.getBattery?.().catch(() => null);
  return found ? Math.round(found.level * 100) : -1;
}
