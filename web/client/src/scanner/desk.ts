/**
 * One attempt to pass: judged here, written down, then judged by the gateway if it answers in time.
 *
 * What is written down is the scan with the verdict of this device. If the gateway's comes first, it
 * counts and the entry is gone; if not, the entry waits to be sent as made without network.
 */

import { judge, type Sight, verdictOf } from "../rules/book";
import { type ReadPass, read, type Unreadable } from "../rules/passes";
import type { Verdict } from "../rules/verdicts";
import type { Api } from "./api";
import type { Clock } from "./clock";
import type { Additions, Annulment, Holder, ScanAnswer, ScanForm } from "./forms";
import { newId } from "./ids";
import type { Library } from "./library";
import type { Outbox } from "./outbox";
import type { Post, Recent } from "./settings";

// How much longer than its patience a scanner leaves an entry to the attempt under way.
const HOLD_BEYOND_MS = 2000;

/** What is shown of an attempt. `refusal` is why the gateway would not record it, empty if it did. */
export interface Outcome {
  form: ScanForm;
  seen: ReadPass | Unreadable;
  verdict: Verdict;
  holder: Holder | null;
  citizenId: string;
  refusal: string;
}

/** Return what is needed to take an attempt back. */
export function recentOf({ form, holder, citizenId }: Outcome): Recent {
  const { scan_id, place_id } = form;
  return { scan_id, place_id, label: holder?.name ?? "", citizen_id: citizenId };
}

export class Desk {
  /** How long to wait for the gateway's verdict. */
  patienceMs = 2000;

  constructor(
    readonly api: Api,
    readonly clock: Clock,
    readonly library: Library,
    readonly outbox: Outbox,
  ) {}

  /** Judge a code alone, recording nothing. */
  judge(code: string, additions: Additions = {}): Outcome {
    const seen = read(code, this.library.lists.ring);
    const sight: Sight = {
      at_ms: this.clock.now(),
      lists_age_s: this.library.ageS,
      identity_matches: additions.identity_matches ?? null,
      route_agrees: null,
      offline: !this.api.connection.isOnline,
      override_reason: additions.override_reason ?? "",
      waved_through: additions.waved_through ?? false,
      annulled: false,
    };
    const { lists, policy } = this.library;
    // Who comes without a code can't be judged here: the officer looks at the papers.
    const verdict =
      additions.source === "document"
        ? verdictOf("compare_identity", sight, policy)
        : judge(seen, sight, lists, policy);
    const form = { code, ...additions } as ScanForm;
    const citizenId = "claims" in seen ? seen.claims.citizen_id : "";
    return { form, seen, verdict, holder: holderOf(seen, verdict), citizenId, refusal: "" };
  }

  /** Write an attempt down; `holdMs` keeps it from being sent for that long. */
  async record(code: string, post: Post, additions: Additions, holdMs = 0): Promise<Outcome> {
    const judged = this.judge(code, additions);
    const form = this.#form(code, post, additions);
    await this.keep({ ...judged, form }, holdMs);
    return { ...judged, form };
  }

  /** Record an attempt and return the best verdict to be had in time. */
  async attempt(code: string, post: Post, additions: Additions = {}): Promise<Outcome> {
    const { isOnline } = this.api.connection;
    const hold = isOnline ? this.patienceMs + HOLD_BEYOND_MS : 0;
    const outcome = await this.record(code, post, additions, hold);
    if (!isOnline) return outcome;
    return (await this.submit([outcome]))[0] ?? outcome;
  }

  /** Hand recorded attempts in together; what is not taken in time stays written down. */
  async submit(outcomes: Outcome[]): Promise<Outcome[]> {
    const answer = await this.api.call<{ scans: ScanAnswer[] }>("/v1/scans", {
      method: "POST",
      body: JSON.stringify(outcomes.map(({ form }) => form)),
      headers: { "Content-Type": "application/json" },
      timeoutMs: this.patienceMs,
    });
    if (answer.kind === "ok") {
      const given = new Map(answer.value.scans.map((one) => [one.scan_id, one]));
      await this.outbox.settle([...given.keys()], []);
      return outcomes.map((outcome) => asGiven(outcome, given.get(outcome.form.scan_id)));
    }
    const ids = outcomes.map(({ form }) => form.scan_id);
    if (answer.kind === "fix" && outcomes.length === 1) {
      const reason = answer.errors.map(({ text }) => text).join("; ") || answer.detail;
      await this.outbox.settle(
        [],
        ids.map((id) => ({ id, reason })),
      );
      return outcomes.map((outcome) => ({ ...outcome, refusal: reason }));
    }
    for (const id of ids) await this.outbox.release(id);
    return outcomes.map(alone);
  }

  /** Record that somebody was waved through without being looked at. */
  async wave(post: Post): Promise<ScanForm> {
    const additions: Additions = { source: "wave_through", waved_through: true };
    const form = this.#form("", post, additions);
    const content = { ...form, offline: !this.api.connection.isOnline };
    await this.outbox.put({ id: form.scan_id, kind: "scan", content });
    return form;
  }

  /** Take a scan back. */
  async annul({ scan_id, place_id, citizen_id }: Recent, reason: string): Promise<void> {
    const happened_at = new Date(this.clock.now()).toISOString();
    const whose = citizen_id ? { citizen_id } : {};
    const annulment: Annulment = { place_id, reason, happened_at, ...whose };
    const content = { scan_id, ...annulment };
    await this.outbox.put({ id: `annul-${scan_id}`, kind: "annulment", content });
  }

  /** Write an attempt down as one made without network. */
  async keep({ form, verdict }: Outcome, holdMs = 0): Promise<void> {
    const { category, reason, rule_version, lists_age_s } = verdict;
    const given = { category, reason, rule_version, lists_age_s };
    const content: ScanForm = { ...form, offline: true, given };
    await this.outbox.put({ id: form.scan_id, kind: "scan", content }, holdMs);
  }

  #form(code: string, post: Post, additions: Additions): ScanForm {
    const nowMs = this.clock.now();
    return {
      scan_id: newId(nowMs),
      code,
      place_id: post.place_id,
      direction: post.direction,
      happened_at: new Date(nowMs).toISOString(),
      ...(post.lane ? { lane: post.lane } : {}),
      ...additions,
    };
  }
}

/** A refusal shows nothing about the person. */
function holderOf(seen: ReadPass | Unreadable, verdict: Verdict): Holder | null {
  if (!("claims" in seen) || verdict.category === "refuse") return null;
  const { name, birth_year, last_four } = seen.claims;
  return { name, birth_year, last_four };
}

function asGiven(outcome: Outcome, given: ScanAnswer | undefined): Outcome {
  if (!given) return alone(outcome);
  const { category, reason, flags, lists_age_s, holder } = given;
  const verdict = { ...outcome.verdict, category, reason, lists_age_s } as Verdict;
  const citizenId = given.citizen_id || outcome.citizenId;
  return {
    ...outcome,
    verdict: { ...verdict, flags: flags as Verdict["flags"] },
    holder,
    citizenId,
  };
}

function alone(outcome: Outcome): Outcome {
  const flags = new Set([...outcome.verdict.flags, "offline" as const]);
  return { ...outcome, verdict: { ...outcome.verdict, flags: [...flags] } };
}
