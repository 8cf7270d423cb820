/** When to try sending again: twice as long after each failure, with jitter, or as the gateway says. */

const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

export class Pace {
  #failures = 0;
  #notBeforeMs = 0;

  constructor(
    readonly now: () => number = Date.now,
    readonly random: () => number = Math.random,
  ) {}

  /** How long to wait still, in milliseconds. */
  get waitMs(): number {
    return Math.max(0, this.#notBeforeMs - this.now());
  }

  /** After a failure; `afterMs` is what the gateway asked for, if it did. */
  failed(afterMs = 0): void {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    // Many scanners that lost the gateway together must not come back together.
    const own = longest * (0.5 + this.random() / 2);
    this.#notBeforeMs = this.now() + Math.max(own, afterMs * (1 + this.random() / 4));
  }

  /** After a success, or when the network is said to be back. */
  reset(): void {
    this.#failures = 0;
    this.#notBeforeMs = 0;
  }
}
