/** The figures that come between the counts, and what follows from them. Pure. */

import { type Cell, MINUTE_MS } from "./cells";

export interface Flow {
  readonly in: number;
  readonly out: number;
  readonly visit: number;
}

export interface Gate {
  readonly quarter: Flow;
  readonly today: Flow;
  readonly inside: number;
  readonly lanes: number;
  readonly scans_per_minute: number;
  readonly capacity_per_minute: number;
  readonly load: number;
  readonly refusals: Readonly<Record<string, { readonly quarter: number; readonly today: number }>>;
  readonly pre_declared: number;
  readonly at_the_gate: number;
  readonly unknown: number;
  readonly sheets_waiting?: number;
  readonly oldest_sheet_ms?: number;
}

/** What is not said is 0. */
export interface UnitRow {
  readonly name: string;
  readonly today_in?: number;
  readonly today_out?: number;
  readonly inside?: number;
  readonly lanes?: number;
  readonly load?: number;
}

export interface Lateness {
  readonly data_up_to_ms: number;
  readonly counted_ms: number;
  /** Records that wait for the stream; -1 where nobody can say. */
  readonly stream_lag: number;
  readonly loader_lag: number;
  readonly loader_is_well: boolean;
}

export interface History {
  readonly from_ms: number;
  readonly step_ms: number;
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly refused: readonly number[];
}

export interface Figures {
  readonly told_ms: number;
  readonly at_ms: number;
  readonly lateness: Lateness;
  readonly total: Gate;
  readonly units: readonly UnitRow[];
  readonly places: readonly UnitRow[];
  readonly silent_devices: number;
  readonly silent: readonly {
    readonly device_id: string;
    readonly name: string;
    readonly place_id: string;
    readonly last_received_ms: number;
  }[];
  readonly alerts: Readonly<Record<string, number>>;
  readonly newest_alerts: readonly {
    readonly place_id: string;
    readonly kind: string;
    readonly known_since_ms: number;
  }[];
  readonly curve: History;
}

export type Standing = "live" | "quiet" | "late" | "very_late" | "stands" | "broken";

const LATE_AFTER_MS = 15_000;
const VERY_LATE_AFTER_MS = 90_000;
// So many waiting records are what is under way at any moment.
const UNDER_WAY = 50;
// Two readings of the figures and some: then they are old, whatever they say.
const FIGURES_OLD_AFTER_MS = 30_000;

/** How late a board is: whether the data is old because it lags, or because nothing happens. */
export function standingOf(
  connected: boolean,
  figures: Figures | undefined,
  newestDataMs: number,
  nowMs: number,
): Standing {
  if (!connected) return "broken";
  if (!figures) return "live";
  const { loader_is_well, loader_lag, stream_lag } = figures.lateness;
  const told = nowMs - figures.told_ms;
  if (!loader_is_well || told > 4 * FIGURES_OLD_AFTER_MS) return "stands";
  const newest = Math.max(newestDataMs, figures.lateness.data_up_to_ms);
  if (!newest) return "quiet";
  const age = nowMs - newest;
  // Where nobody can say what waits, it must be thought of as waiting.
  const waits =
    stream_lag < 0 ||
    stream_lag > UNDER_WAY ||
    loader_lag > UNDER_WAY ||
    told > FIGURES_OLD_AFTER_MS;
  if (age > VERY_LATE_AFTER_MS) return waits ? "very_late" : "quiet";
  return age > LATE_AFTER_MS && waits ? "late" : "live";
}

export interface Points {
  readonly at_ms: number[];
  readonly in: number[];
  readonly out: number[];
  readonly refused: number[];
}

/**
 * The curve of the last hours: as it was read, and for the steps that the live counts cover whole,
 * as these count.
 */
export function pointsOf(history: History, cells: Iterable<Cell>, liveMinutes: number): Points {
  const all = [...cells];
  const step = history.step_ms;
  const newest = all.reduce((most, cell) => Math.max(most, cell.minute_ms), 0);
  const oldest = newest - (liveMinutes - 1) * MINUTE_MS;
  const liveFrom = newest ? Math.ceil(oldest / step) * step : Number.POSITIVE_INFINITY;
  const points: Points = { at_ms: [], in: [], out: [], refused: [] };
  const steps = history.in.length;
  const ends = Math.max(history.from_ms + steps * step, newest - (newest % step) + step);
  for (let at = ends - steps * step; at < ends; at += step) {
    const index = Math.round((at - history.from_ms) / step);
    const here = at >= liveFrom ? all.filter((c) => c.minute_ms - (c.minute_ms % step) === at) : [];
    const counted = (read: readonly number[], wanted: (cell: Cell) => boolean) =>
      at >= liveFrom
        ? here.filter(wanted).reduce((sum, cell) => sum + cell.scans, 0)
        : (read[index] ?? 0);
    points.at_ms.push(at);
    points.in.push(counted(history.in, (cell) => cell.direction === "in"));
    points.out.push(counted(history.out, (cell) => cell.direction === "out"));
    points.refused.push(counted(history.refused, (cell) => cell.category === "refuse"));
  }
  return points;
}

/** Put steps together to a table that can be read: so many at a time, the newest first. */
export function tableOf(points: Points, steps: number): { fromMs: number; values: number[] }[] {
  const rows: { fromMs: number; values: number[] }[] = [];
  for (let at = 0; at < points.at_ms.length; at += steps) {
    const sum = (values: number[]) => values.slice(at, at + steps).reduce((a, b) => a + b, 0);
    rows.push({
      fromMs: points.at_ms[at] ?? 0,
      values: [sum(points.in), sum(points.out), sum(points.refused)],
    });
  }
  return rows.reverse();
}

/** The share of passes whose declaration came before the gate, undefined while none is known. */
export function preDeclared(gate: Gate): number | undefined {
  const known = gate.pre_declared + gate.at_the_gate;
  return known ? gate.pre_declared / known : undefined;
}

export type Waiting = "none" | "calm" | "busy" | "full";

/** What a load means for whoever comes on top. */
export function waitingOf(load: number): Waiting {
  if (load <= 0) return "none";
  if (load < 0.7) return "calm";
  return load < 0.95 ? "busy" : "full";
}
