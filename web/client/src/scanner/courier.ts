/** Carries what waits to the gateway: one tab at a time, batch by batch, as long as it is taken. */

import type { Api } from "./api";
import type { Delivery, Sender } from "./delivery";
import type { Entry, Outbox } from "./outbox";
import type { Pace } from "./pace";

const MOST_AT_ONCE = 200;

/** Does something while nobody else of the same name does; what comes second is left out. */
export type Alone = (work: () => Promise<void>) => Promise<void>;

export class Courier {
  #isUnderWay = false;
  /** A trip is told of, so that who waits for it can see what is left. */
  moved: () => void = () => {};

  constructor(
    readonly outbox: Outbox,
    readonly api: Api,
    readonly pace: Pace,
    readonly senders: Record<string, Sender>,
    readonly alone: Alone,
  ) {}

  /** Send what waits, unless a failure was too short a time ago. */
  async flush(): Promise<void> {
    if (this.#isUnderWay || this.pace.waitMs > 0) return;
    this.#isUnderWay = true;
    try {
      await this.alone(() => this.#carry());
    } finally {
      this.#isUnderWay = false;
    }
  }

  async #carry(): Promise<void> {
    let most = MOST_AT_ONCE;
    for (;;) {
      const entries = await this.outbox.due(most, Object.keys(this.senders));
      const sender = this.senders[entries[0]?.kind ?? ""];
      if (!sender) return;
      const load = entries.slice(0, Math.min(most, sender.most));
      const delivery = await sender.send(load, this.api);
      await this.outbox.settle(delivery.acknowledged, delivery.refused);
      this.moved();
      if (delivery.halve) most = Math.max(1, load.length >> 1);
      else if (!isProgress(load, delivery)) return this.pace.failed(delivery.again?.afterMs);
      else this.pace.reset();
    }
  }
}

/** Tell whether any of these is settled; what an answer says of others is none of our concern. */
function isProgress(load: Entry[], { acknowledged, refused }: Delivery): boolean {
  const settled = new Set([...acknowledged, ...refused.map(({ id }) => id)]);
  return load.some(({ id }) => settled.has(id));
}

/** Use the browser's locks, which end with the tab that holds them. */
export const aloneAmongTabs: Alone = async (work) => {
  if (!navigator.locks) return work();
  await navigator.locks.request("chot-outbox", { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
};
