/**
 * Whether to ask the gateway or to judge alone.
 *
 * Two failures in a row, or answers that take too long on average, and the scanner judges alone; an
 * answer in time brings it back, after slowness two in a row.
 */

const FAILURES = 2;
const RECENT = 5;
const SLOW_IN_TIME = 2;

export type Trouble = "none" | "unreachable" | "slow" | "denied";

export class Connection {
  #trouble: Trouble = "none";
  #failures = 0;
  #inTime = 0;
  #recentMs: number[] = [];

  constructor(
    readonly slowMs: number,
    readonly changed: (trouble: Trouble) => void = () => {},
  ) {}

  get trouble(): Trouble {
    return this.#trouble;
  }

  get isOnline(): boolean {
    return this.#trouble === "none";
  }

  /** Take note of an answer and how long it took. */
  answered(ms: number): void {
    this.#failures = 0;
    this.#recentMs = [...this.#recentMs, ms].slice(-RECENT);
    this.#inTime = ms <= this.slowMs ? this.#inTime + 1 : 0;
    if (this.isOnline) {
      const mean = this.#recentMs.reduce((sum, each) => sum + each, 0) / this.#recentMs.length;
      if (this.#recentMs.length > 1 && mean > this.slowMs) this.#become("slow");
    } else if (this.#inTime >= (this.#trouble === "slow" ? SLOW_IN_TIME : 1)) {
      this.#become("none");
    }
  }

  /** Take note that no answer came, or that the gateway could not take anything. */
  failed(): void {
    this.#inTime = 0;
    this.#failures += 1;
    if (this.#failures >= FAILURES) this.lost();
  }

  /** The device itself says that it has no network. */
  lost(): void {
    this.#become("unreachable");
  }

  /** The gateway does not know this device any more. */
  denied(): void {
    this.#become("denied");
  }

  #become(trouble: Trouble): void {
    this.#inTime = 0;
    if (trouble === this.#trouble) return;
    if (trouble === "none") this.#recentMs = [];
    this.#trouble = trouble;
    this.changed(trouble);
  }
}
