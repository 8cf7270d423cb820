/** Speaks with the gateway, and sorts its answers by what to do next. */

import type { Clock } from "./clock";
import type { Connection } from "./connection";

export interface FaultOfLine {
  field: string;
  text: string;
  line?: number;
}

/** `fix`: what was sent is wrong; `again`: the same may be taken later; `denied`: not this device. */
export type Answer<T> =
  | { kind: "ok"; value: T; headers: Headers }
  | { kind: "unchanged"; headers: Headers }
  | { kind: "fix"; errors: FaultOfLine[]; detail: string }
  | { kind: "missing" }
  | { kind: "denied"; detail: string }
  | { kind: "again"; afterMs: number };

export interface Call {
  method?: "GET" | "POST";
  body?: BodyInit;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** Whether the time it takes says something about the connection. */
  counts?: boolean;
}

const TIMEOUT_MS = 20_000;
const DENIED = new Set([401, 403]);
const LATER = new Set([408, 429]);

export class Api {
  token = "";

  constructor(
    readonly clock: Clock,
    readonly connection: Connection,
    readonly fetch: typeof globalThis.fetch = (...given) => globalThis.fetch(...given),
  ) {}

  /** Ask the gateway; what can't be reached is to be tried again. */
  async call<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    const aborting = new AbortController();
    const timer = setTimeout(() => aborting.abort(), call.timeoutMs ?? TIMEOUT_MS);
    const [began, sentMs] = [performance.now(), this.clock.device()];
    try {
      const answer = await this.fetch(path, {
        method: call.method ?? "GET",
        body: call.body ?? null,
        headers: { ...this.#bearer(), Accept: "application/json", ...call.headers },
        cache: "no-store",
        signal: aborting.signal,
      });
      this.clock.hear(answer.headers.get("Date"), sentMs, this.clock.device());
      const sorted = await sort<T>(answer);
      this.#note(sorted, call.counts ?? true, performance.now() - began);
      return sorted;
    } catch {
      // No network, no answer in time, or something between us answered in another language.
      this.connection.failed();
      return { kind: "again", afterMs: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  #bearer(): Record<string, string> {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  #note(answer: Answer<unknown>, counts: boolean, ms: number): void {
    if (answer.kind === "again") this.connection.failed();
    else if (answer.kind === "denied" && this.token) this.connection.denied();
    else if (counts) this.connection.answered(ms);
  }
}

async function sort<T>(answer: Response): Promise<Answer<T>> {
  const { status, headers } = answer;
  if (status === 304) return { kind: "unchanged", headers };
  if (answer.ok) return { kind: "ok", value: await answer.json(), headers };
  if (LATER.has(status) || status >= 500) return { kind: "again", afterMs: afterMs(headers) };
  const problem = await answer.json().catch(() => ({}));
  if (DENIED.has(status)) return { kind: "denied", detail: problem.detail ?? problem.title ?? "" };
  if (status === 404) return { kind: "missing" };
  return { kind: "fix", errors: problem.errors ?? [], detail: problem.title ?? String(status) };
}

/** Return how long to wait, from seconds or a date in `Retry-After`; 0 where it says nothing. */
function afterMs(headers: Headers): number {
  const said = headers.get("Retry-After");
  if (!said) return 0;
  const seconds = Number(said);
  const ms = Number.isNaN(seconds) ? Date.parse(said) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? 0 : Math.max(0, ms);
}
