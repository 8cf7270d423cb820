/**
 * What was recorded and not yet acknowledged.
 *
 * Written before anybody is shown a verdict, sealed, deleted only when the gateway acknowledged it by
 * its id. What the gateway refuses moves to a list of its own and stays there.
 */

import type { Database, RefusedRow, WaitingRow } from "./database";
import type { Vault } from "./vault";

const PAGE = 250;

/** Something to send; `attachment` is a picture, for example. */
export interface Entry<Content = Record<string, unknown>> {
  id: string;
  kind: string;
  content: Content;
  attachment?: ArrayBuffer;
}

export interface Refusal {
  id: string;
  reason: string;
}

export interface Refused extends Entry {
  reason: string;
  refused_ms: number;
}

export class Outbox {
  constructor(
    readonly database: Database,
    readonly vault: Vault,
    readonly now: () => number = Date.now,
  ) {}

  /** Keep an entry; nobody sends it before `holdMs` have passed or `release` was called. */
  async put(entry: Entry<object>, holdMs = 0): Promise<void> {
    const row = await this.#rowOf(entry, holdMs);
    const change = this.database.transaction("outbox", "readwrite");
    const seq = await change.store.index("id").getKey(entry.id);
    await change.store.put(row, seq);
    await change.done;
  }

  /** Let an entry be sent now. */
  async release(id: string): Promise<void> {
    const change = this.database.transaction("outbox", "readwrite");
    const cursor = await change.store.index("id").openCursor(id);
    if (cursor) await cursor.update({ ...cursor.value, hold_until_ms: 0 });
    await change.done;
  }

  /** Return up to `most` entries that may be sent, oldest first, all of one of these kinds. */
  async due(most: number, kinds: string[]): Promise<Entry[]> {
    const rows = await this.#dueRows(most, kinds);
    const opened = await Promise.all(rows.map((row) => this.#opened(row)));
    const lost = rows.filter((_, at) => !opened[at]);
    if (lost.length > 0) {
      await this.settle(
        [],
        lost.map(({ id }) => ({ id, reason: "unreadable" })),
      );
    }
    return opened.filter((entry) => entry !== null);
  }

  /** Delete what was acknowledged and put aside what was refused, in one step. */
  async settle(acknowledged: string[], refused: Refusal[]): Promise<void> {
    const change = this.database.transaction(["outbox", "refused"], "readwrite");
    const waiting = change.objectStore("outbox");
    for (const id of acknowledged) {
      const seq = await waiting.index("id").getKey(id);
      if (seq !== undefined) await waiting.delete(seq);
    }
    for (const { id, reason } of refused) {
      const cursor = await waiting.index("id").openCursor(id);
      if (!cursor) continue;
      const row = { ...cursor.value, reason, refused_ms: this.now() };
      await change.objectStore("refused").put(row);
      await cursor.delete();
    }
    await change.done;
  }

  /** Put a refused entry back among those that wait. */
  async retry(id: string): Promise<void> {
    const change = this.database.transaction(["outbox", "refused"], "readwrite");
    const row = await change.objectStore("refused").get(id);
    if (row) {
      const { reason: _, refused_ms: __, ...waiting } = row;
      await change.objectStore("outbox").put({ ...waiting, hold_until_ms: 0 });
      await change.objectStore("refused").delete(id);
    }
    await change.done;
  }

  /** Return how many wait and how many were refused; nothing is read for it. */
  async counts(): Promise<{ waiting: number; refused: number }> {
    const [waiting, refused] = await Promise.all([
      this.database.count("outbox"),
      this.database.count("refused"),
    ]);
    return { waiting, refused };
  }

  /** Return refused entries, oldest first; of what can't be opened any more, an empty content. */
  async refused(most = PAGE): Promise<Refused[]> {
    const rows: RefusedRow[] = await this.database.getAll("refused", null, most);
    return Promise.all(
      rows.map(async (row) => {
        const entry = (await this.#opened(row)) ?? { id: row.id, kind: row.kind, content: {} };
        return { ...entry, reason: row.reason, refused_ms: row.refused_ms };
      }),
    );
  }

  async #rowOf(entry: Entry<object>, holdMs: number): Promise<WaitingRow> {
    const row: WaitingRow = {
      id: entry.id,
      kind: entry.kind,
      hold_until_ms: holdMs > 0 ? this.now() + holdMs : 0,
      content: await this.vault.seal(entry.content),
    };
    if (entry.attachment) row.attachment = await this.vault.sealBytes(entry.attachment);
    return row;
  }

  async #dueRows(most: number, kinds: string[]): Promise<WaitingRow[]> {
    const store = this.database.transaction("outbox").store;
    const found: WaitingRow[] = [];
    let after: IDBKeyRange | null = null;
    for (;;) {
      const [rows, keys]: [WaitingRow[], number[]] = await Promise.all([
        store.getAll(after, PAGE),
        store.getAllKeys(after, PAGE),
      ]);
      for (const row of rows) {
        if (row.hold_until_ms > this.now() || !kinds.includes(row.kind)) continue;
        if (found.length === most || (found[0] && found[0].kind !== row.kind)) return found;
        found.push(row);
      }
      const last = keys.at(-1);
      if (last === undefined || keys.length < PAGE) return found;
      after = IDBKeyRange.lowerBound(last, true);
    }
  }

  async #opened(row: WaitingRow): Promise<Entry | null> {
    try {
      const content = await this.vault.unseal<Record<string, unknown>>(row.content);
      const entry: Entry = { id: row.id, kind: row.kind, content };
      if (row.attachment) entry.attachment = await this.vault.unsealBytes(row.attachment);
      return entry;
    } catch {
      // Sealed under a key that the browser has lost.
      return null;
    }
  }
}
