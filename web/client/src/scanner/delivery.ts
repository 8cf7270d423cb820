/** How each kind of entry is handed in. */

import type { Answer, Api, FaultOfLine } from "./api";
import type { ScanAnswer } from "./forms";
import type { Entry, Refusal } from "./outbox";
import { sendSheet } from "./sheets";

export const MOST_SCANS = 200;

/** What became of some entries. `halve`: too much at once; `again`: not now, nothing was taken. */
export interface Delivery {
  acknowledged: string[];
  refused: Refusal[];
  halve?: boolean;
  again?: { afterMs: number };
}

/** Hands in entries of one kind, at most `most` at once. */
export interface Sender {
  most: number;
  send(entries: Entry[], api: Api): Promise<Delivery>;
}

const NOTHING: Delivery = { acknowledged: [], refused: [] };

export const SENDERS: Record<string, Sender> = {
  scan: { most: MOST_SCANS, send: sendScans },
  annulment: { most: 1, send: sendAnnulment },
  sheet: { most: 1, send: sendSheet },
};

async function sendScans(entries: Entry[], api: Api): Promise<Delivery> {
  const body = JSON.stringify(entries.map(({ content }) => content));
  const answer = await api.call<{ scans: ScanAnswer[] }>("/v1/scans", {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json" },
    // Two hundred take longer than one without the connection being slow.
    counts: entries.length === 1,
  });
  if (answer.kind === "ok") {
    return { ...NOTHING, acknowledged: answer.value.scans.map(({ scan_id }) => scan_id) };
  }
  if (answer.kind === "fix") return refusals(entries, answer.errors, answer.detail);
  return later(answer);
}

async function sendAnnulment([entry]: Entry[], api: Api): Promise<Delivery> {
  if (!entry) return NOTHING;
  const { scan_id, ...body } = entry.content;
  const answer = await api.call(`/v1/scans/${scan_id}/annulment`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
  return one(entry, answer);
}

/** Return what became of a single entry. */
export function one(entry: Entry, answer: Answer<unknown>): Delivery {
  if (answer.kind === "ok") return { ...NOTHING, acknowledged: [entry.id] };
  if (answer.kind === "fix") return refusals([entry], answer.errors, answer.detail);
  if (answer.kind === "missing") return { ...NOTHING, refused: [{ id: entry.id, reason: "404" }] };
  return later(answer);
}

/** Only the entries that the answer names are refused; the others go again without them. */
function refusals(entries: Entry[], errors: FaultOfLine[], detail: string): Delivery {
  const reasons = new Map<string, string[]>();
  for (const { line, field, text } of errors) {
    const entry = entries.length === 1 ? entries[0] : entries[(line ?? 0) - 1];
    if (entry) reasons.set(entry.id, [...(reasons.get(entry.id) ?? []), `${field}: ${text}`]);
  }
  const refused = [...reasons].map(([id, said]) => ({ id, reason: said.join("; ") }));
  if (refused.length > 0) return { ...NOTHING, refused };
  const [only] = entries;
  if (entries.length === 1 && only) {
    return { ...NOTHING, refused: [{ id: only.id, reason: detail }] };
  }
  return { ...NOTHING, halve: true };
}

function later(answer: Answer<unknown>): Delivery {
  return { ...NOTHING, again: { afterMs: answer.kind === "again" ? answer.afterMs : 0 } };
}
