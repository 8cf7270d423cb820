/** The device's clock, set right by the gateway's. */

const KEPT = 5;
// The header has whole seconds.
const HALF_STEP_MS = 500;
// Less than this the header can't tell.
const NOTICEABLE_MS = 1500;

export class Clock {
  readonly #heard: number[] = [];
  #skewMs: number;

  /** Start with what was known of the clock before: how far the gateway's is ahead of it. */
  constructor(
    skewMs = 0,
    readonly device: () => number = Date.now,
  ) {
    this.#skewMs = skewMs;
  }

  get skewMs(): number {
    return this.#skewMs;
  }

  /** Return the time in milliseconds, as the gateway has it. */
  now(): number {
    return this.device() + this.#skewMs;
  }

  /** Believe the next answer alone: somebody has set the device's clock. */
  doubt(): void {
    this.#heard.length = 0;
  }

  /** Take an answer's `Date` header, between sending the question and having the answer. */
  hear(header: string | null, sentMs: number, gotMs: number): void {
    const told = header ? Date.parse(header) : Number.NaN;
    if (Number.isNaN(told)) return;
    this.#heard.push(told + HALF_STEP_MS - (sentMs + gotMs) / 2);
    if (this.#heard.length > KEPT) this.#heard.shift();
    const sorted = [...this.#heard].sort((one, other) => one - other);
    const middle = Math.round(sorted[sorted.length >> 1] ?? 0);
    if (Math.abs(middle - this.#skewMs) > NOTICEABLE_MS) this.#skewMs = middle;
  }
}
