/** The live counts of the last minutes, worked out of the frames the server sends. Pure. */

export type Category = "pass" | "pass_with_attention" | "ask" | "refuse";
export const CATEGORIES: readonly Category[] = ["pass", "pass_with_attention", "ask", "refuse"];

export const MINUTE_MS = 60_000;

export interface Cell {
  readonly place_id: string;
  readonly minute_ms: number;
  readonly direction: string;
  readonly category: Category;
  readonly reason: string;
  readonly scans: number;
}

export interface Frame {
  readonly data_up_to_ms: number;
  readonly told_ms: number;
  readonly cells: readonly Cell[];
}

export interface Sums {
  readonly scans: number;
  readonly inward: number;
  readonly outward: number;
  readonly by: Readonly<Record<Category, number>>;
  /** Scans of each of the last minutes, the oldest first. */
  readonly minutes: readonly number[];
}

export interface Row extends Sums {
  readonly name: string;
}

/** The newest count of every cell of the last minutes. */
export class Board {
  #cells = new Map<string, Cell>();
  dataUpToMs = 0;

  constructor(readonly minutes: number) {}

  get cells(): IterableIterator<Cell> {
    return this.#cells.values();
  }

  /** The newest minute counted, 0 before the first. */
  get newestMs(): number {
    let newest = 0;
    for (const cell of this.#cells.values()) newest = Math.max(newest, cell.minute_ms);
    return newest;
  }

  /** Start anew from a whole board. */
  replace(frame: Frame): void {
    this.#cells.clear();
    this.change(frame);
  }

  /** Take in cells with their present counts; a frame that comes twice changes nothing. */
  change(frame: Frame): void {
    this.dataUpToMs = Math.max(this.dataUpToMs, frame.data_up_to_ms);
    for (const cell of frame.cells) {
      const key = [cell.place_id, cell.minute_ms, cell.direction, cell.category, cell.reason];
      this.#cells.set(key.join("|"), cell);
    }
    this.#forget(this.newestMs);
  }

  /** Forget what is too long ago at a moment: where nothing comes in, time passes all the same. */
  passTo(nowMs: number): void {
    this.#forget(Math.max(this.newestMs, nowMs - (nowMs % MINUTE_MS)));
  }

  /** The places with scans put together by name, the busiest first; without a name they are left. */
  rows(nameOf: (placeId: string) => string | undefined): Row[] {
    const byName = new Map<string, Cell[]>();
    for (const cell of this.#cells.values()) {
      const name = nameOf(cell.place_id);
      if (name === undefined) continue;
      const cells = byName.get(name);
      if (cells) cells.push(cell);
      else byName.set(name, [cell]);
    }
    const newest = this.newestMs;
    return [...byName]
      .map(([name, cells]) => ({ name, ...this.#added(cells, newest) }))
      .sort((one, other) => other.scans - one.scans || one.name.localeCompare(other.name));
  }

  sums(): Sums {
    return this.#added(this.#cells.values(), this.newestMs);
  }

  /** Refusals by their reason, the most frequent first. */
  reasons(): { reason: string; scans: number }[] {
    const reasons = new Map<string, number>();
    for (const { category, reason, scans } of this.#cells.values()) {
      if (category === "refuse") reasons.set(reason, (reasons.get(reason) ?? 0) + scans);
    }
    return [...reasons]
      .map(([reason, scans]) => ({ reason, scans }))
      .sort((one, other) => other.scans - one.scans || one.reason.localeCompare(other.reason));
  }

  #forget(newestMs: number): void {
    const oldest = newestMs - this.minutes * MINUTE_MS;
    for (const [key, cell] of this.#cells) if (cell.minute_ms <= oldest) this.#cells.delete(key);
  }

  #added(cells: Iterable<Cell>, newestMs: number): Sums {
    const by = { pass: 0, pass_with_attention: 0, ask: 0, refuse: 0 };
    const minutes = Array<number>(this.minutes).fill(0);
    const first = newestMs - (this.minutes - 1) * MINUTE_MS;
    let [scans, inward, outward] = [0, 0, 0];
    for (const cell of cells) {
      scans += cell.scans;
      by[cell.category] += cell.scans;
      if (cell.direction === "in") inward += cell.scans;
      if (cell.direction === "out") outward += cell.scans;
      const at = Math.round((cell.minute_ms - first) / MINUTE_MS);
      minutes[at] = (minutes[at] ?? 0) + cell.scans;
    }
    return { scans, inward, outward, by, minutes };
  }
}
