/** Keeps a code that stays before the camera from being taken again and again. */

const GONE_MS = 1500;

export class Repeats {
  readonly #seen = new Map<string, number>();

  constructor(readonly now: () => number = () => performance.now()) {}

  /** Tell whether a code has just come into view; every sight of it counts as being there still. */
  isNew(code: string): boolean {
    const isThere = this.stays(code);
    this.#seen.set(code, this.now());
    return !isThere;
  }

  /** Note that a code is in view, unless it has just come; tell whether it was there before. */
  stays(code: string): boolean {
    const nowMs = this.now();
    for (const [known, atMs] of this.#seen) if (nowMs - atMs > GONE_MS) this.#seen.delete(known);
    const isThere = this.#seen.has(code);
    if (isThere) this.#seen.set(code, nowMs);
    return isThere;
  }

  /** Forget what was seen: where the work is another, the same code is new. */
  forget(): void {
    this.#seen.clear();
  }
}
