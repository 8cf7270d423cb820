/** The server's clock, as far as it can be told from what came in: telephones' clocks are wrong. */

export class ServerClock {
  #aheadMs: number | undefined;

  constructor(private readonly own: () => number = Date.now) {}

  /** Learn from something that was told at that moment and has just come in. */
  learn(toldMs: number): void {
    const ahead = toldMs - this.own();
    // What was under way for the shortest time says it best; yet a clock may have been set.
    const isNew = this.#aheadMs === undefined || Math.abs(ahead - this.#aheadMs) > 5_000;
    if (isNew || ahead > (this.#aheadMs ?? 0)) this.#aheadMs = ahead;
  }

  now(): number {
    return this.own() + (this.#aheadMs ?? 0);
  }
}
