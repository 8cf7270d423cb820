/** What the live board shows, worked out of the frames the server sends. Pure. */

export type Category = "pass" | "pass_with_attention" | "ask" | "refuse";
export const CATEGORIES: readonly Category[] = ["pass", "pass_with_attention", "ask", "refuse"];

const MINUTE_MS = 60_000;

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
  readonly cells: readonly Cell[];
}

export interface Row {
  readonly placeId: string;
  readonly scans: number;
  readonly inward: number;
  readonly outward: number;
  readonly by: Readonly<Record<Category, number>>;
  /** Scans of each of the last minutes, the oldest first. */
  readonly minutes: readonly number[];
}

export interface Sums extends Omit<Row, "placeId"> {
  readonly reasons: readonly { readonly reason: string; readonly scans: number }[];
}

/** The newest count of every cell of the last minutes. */
export class Board {
  #cells = new Map<string, Cell>();
  dataUpToMs = 0;

  constructor(readonly minutes: number) {}

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
    const oldest = this.#newest() - this.minutes * MINUTE_MS;
    for (const [key, cell] of this.#cells) if (cell.minute_ms <= oldest) this.#cells.delete(key);
  }

  /** The places with scans, the busiest first. */
  rows(): Row[] {
    const byPlace = new Map<string, Cell[]>();
    for (const cell of this.#cells.values()) {
      const cells = byPlace.get(cell.place_id) ?? [];
      cells.push(cell);
      byPlace.set(cell.place_id, cells);
    }
    return [...byPlace]
      .map(([placeId, cells]) => ({ placeId, ...this.#added(cells) }))
      .sort((one, other) => other.scans - one.scans || one.placeId.localeCompare(other.placeId));
  }

  sums(): Sums {
    const cells = [...this.#cells.values()];
    const reasons = new Map<string, number>();
    for (const { category, reason, scans } of cells) {
      if (category === "refuse") reasons.set(reason, (reasons.get(reason) ?? 0) + scans);
    }
    return {
      ...this.#added(cells),
      reasons: [...reasons]
        .map(([reason, scans]) => ({ reason, scans }))
        .sort((one, other) => other.scans - one.scans),
    };
  }

  #newest(): number {
    return Math.max(0, ...[...this.#cells.values()].map((cell) => cell.minute_ms));
  }

  #added(cells: readonly Cell[]): Omit<Row, "placeId"> {
    const by = Object.fromEntries(
      CATEGORIES.map((c) => [c, sum(cells.filter((x) => x.category === c))]),
    );
    const first = this.#newest() - (this.minutes - 1) * MINUTE_MS;
    const minutes = Array.from({ length: this.minutes }, (_, n) =>
      sum(cells.filter((cell) => cell.minute_ms === first + n * MINUTE_MS)),
    );
    return {
      scans: sum(cells),
      inward: sum(cells.filter((cell) => cell.direction === "in")),
      outward: sum(cells.filter((cell) => cell.direction === "out")),
      by: by as Record<Category, number>,
      minutes,
    };
  }
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, cell) => total + cell.scans, 0);
}
