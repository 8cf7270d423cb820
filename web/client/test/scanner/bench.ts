/** A device without a browser: its store, and a gateway that answers as told. */

import "fake-indexeddb/auto";
import { Api } from "../../src/scanner/api";
import { Clock } from "../../src/scanner/clock";
import { Connection } from "../../src/scanner/connection";
import { type Database, openDatabase } from "../../src/scanner/database";
import { DeviceKey } from "../../src/scanner/device-key";
import { Outbox } from "../../src/scanner/outbox";
import type { Settings } from "../../src/scanner/settings";
import { Vault } from "../../src/scanner/vault";

let made = 0;

/** Return the name of a store nobody has used. */
export function newStore(): string {
  made += 1;
  return `store-${made}`;
}

/** Open a store as one tab does; the same name twice is two tabs. */
export async function openTab(name = newStore(), now: () => number = Date.now) {
  const database = await openDatabase(name);
  const vault = await Vault.open(database);
  return { name, database, vault, outbox: new Outbox(database, vault, now) };
}

export interface Asked {
  path: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent.
  body: any;
  method: string;
  bytes: ArrayBuffer;
  headers: Record<string, string>;
}

type Reply = (asked: Asked) => Response | Promise<Response>;

/** A gateway that keeps what it acknowledged, each id once. */
export class Gateway {
  readonly asked: Asked[] = [];
  readonly taken = new Map<string, Record<string, unknown>>();
  reply: Reply = (asked) => this.take(asked);

  readonly fetch = async (path: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const bytes = (init?.body ?? new ArrayBuffer(0)) as ArrayBuffer;
    const headers = init?.headers as Record<string, string>;
    const method = init?.method ?? "GET";
    const asked = { path: String(path), method, body: contentOf(bytes), bytes, headers };
    this.asked.push(asked);
    return this.reply(asked);
  };

  /** Take all scans in, as the gateway does. */
  take({ body }: Asked): Response {
    const scans = Array.isArray(body) ? body : [body];
    for (const scan of scans) this.taken.set(scan.scan_id, scan);
    return json({
      scans: scans.map(({ scan_id }) => ({ scan_id, category: "pass", reason: "ok" })),
    });
  }

  /** Return the way to this gateway; a device that nobody enrolled signs nothing. */
  api(slowMs = 1500, device = nobody(), clock = new Clock()): Api {
    return new Api(clock, new Connection(slowMs), device, this.fetch as typeof fetch);
  }
}

function nobody(): DeviceKey {
  return new DeviceKey({} as Database, {} as Settings);
}

/** Return what JSON holds, null of anything else. */
function contentOf(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

export function json(content: unknown, status = 200, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(content), { status, headers });
}

/** Refuse some lines of a list, as the gateway does: nothing of the list is taken. */
export function refusing(lines: number[]): Response {
  const errors = lines.map((line) => ({ line, field: "place_id", text: "no such place" }));
  return json({ title: "mend", errors }, 422);
}

export function scan(id: string) {
  return { id, kind: "scan", content: { scan_id: id, code: `CT1:${id}` } };
}
