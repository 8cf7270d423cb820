/** The identity card that was read last, for as long as its holder can be thought to be there. */

import { type Card, type Difference, differences } from "../rules/card";
import type { Claims } from "../rules/passes";
import type { Additions } from "./forms";

const THERE_MS = 60_000;

export class HeldCard {
  #card: Card | null = null;
  #untilMs = 0;

  constructor(readonly now: () => number = Date.now) {}

  get card(): Card | null {
    return this.now() < this.#untilMs ? this.#card : null;
  }

  hold(card: Card): void {
    this.#card = card;
    this.#untilMs = this.now() + THERE_MS;
  }

  drop(): void {
    this.#untilMs = 0;
  }
}

/** Return what a comparison adds to a scan. */
export function compared(card: Card, claims: Claims): Additions {
  const differs: Difference[] = differences(card, claims);
  return differs.length === 0
    ? { identity_matches: true }
    : { identity_matches: false, identity_differs: differs };
}
