/** Speaks with the gateway, and sorts its answers by what to do next. */

import type { Clock } from "./clock";
import type { Connection } from "./connection";
import type { DeviceKey } from "./device-key";

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
  | { kind: "denied"; detail: string; reason: string; headers: Headers }
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
// Paths are the gateway's, wherever that is.
const ANYWHERE = "http://gateway";
const DENIED = new Set([401, 403]);
const LATER = new Set([408, 429]);

export class Api {
  /** Told why the gateway does not let this device in. */
  denied: (reason: string) => void = () => {};

  constructor(
    readonly clock: Clock,
    readonly connection: Connection,
    readonly device: DeviceKey,
    readonly fetch: typeof globalThis.fetch = (...given) => globalThis.fetch(...given),
  ) {}

  /** Ask the gateway, signed by this device; what can't be reached is to be tried again. */
  async call<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    const aborting = new AbortController();
    const timer = setTimeout(() => aborting.abort(), call.timeoutMs ?? TIMEOUT_MS);
    try {
      const packed = await pack(call);
      let answer = await this.#once<T>(path, packed, call, aborting.signal);
      if (answer.kind === "denied" && (await this.#mend(answer))) {
        answer = await this.#once<T>(path, packed, call, aborting.signal);
      }
      if (answer.kind === "denied" && this.device.isEnrolled) this.#heed(answer.reason);
      return answer;
    } catch {
      // No network, no answer in time, or something between us answered in another language.
      this.connection.failed();
      return { kind: "again", afterMs: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  async #once<T>(path: string, packed: Packed, call: Call, signal: AbortSignal) {
    const [began, sentMs] = [performance.now(), this.clock.device()];
    const { pathname, search } = new URL(path, ANYWHERE);
    const addressed = { method: packed.method, path: pathname, query: search.slice(1) };
    const signed = await this.device.headers(addressed, packed.bytes, this.clock.now());
    const answer = await this.fetch(path, {
      method: packed.method,
      body: packed.bytes.byteLength > 0 ? packed.bytes : null,
      headers: { Accept: "application/json", ...packed.headers, ...signed },
      cache: "no-store",
      signal,
    });
    this.clock.hear(answer.headers.get("Date"), sentMs, this.clock.device());
    const sorted = await sort<T>(answer);
    this.#note(sorted, call.counts ?? true, performance.now() - began);
    return sorted;
  }

  /** Tell whether the same may be let in if it is signed once more. */
  async #mend({ reason, headers }: { reason: string; headers: Headers }): Promise<boolean> {
    if (reason === "signature_time") {
      this.clock.doubt();
      this.clock.hear(headers.get("Date"), this.clock.device(), this.clock.device());
      return true;
    }
    // The network sent it twice, and the answer to the first was lost.
    if (reason === "signature_used") return true;
    return reason === "signature" && ((await this.device.load()) || (await this.device.turn()));
  }

  #heed(reason: string): void {
    this.connection.denied();
    this.denied(reason);
  }

  #note(answer: Answer<unknown>, counts: boolean, ms: number): void {
    if (answer.kind === "again") this.connection.failed();
    else if (answer.kind !== "denied" && counts) this.connection.answered(ms);
  }
}

interface Packed {
  method: string;
  bytes: ArrayBuffer;
  headers: Record<string, string>;
}

/** Make one run of bytes of a body, which is what is signed and sent. */
async function pack({ method = "GET", body, headers = {} }: Call): Promise<Packed> {
  if (body === undefined) return { method, bytes: new ArrayBuffer(0), headers };
  const made = new Response(body);
  const type = made.headers.get("Content-Type");
  const bytes = await made.arrayBuffer();
  return { method, bytes, headers: { ...(type ? { "Content-Type": type } : {}), ...headers } };
}

async function sort<T>(answer: Response): Promise<Answer<T>> {
  const { status, headers } = answer;
  if (status === 304) return { kind: "unchanged", headers };
  if (answer.ok) return { kind: "ok", value: await answer.json(), headers };
  if (LATER.has(status) || status >= 500) return { kind: "again", afterMs: afterMs(headers) };
  const problem = await answer.json().catch(() => ({}));
  if (DENIED.has(status)) {
    const detail = problem.detail ?? problem.title ?? "";
    return { kind: "denied", detail, reason: problem.reason ?? "", headers };
  }
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
