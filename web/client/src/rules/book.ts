/**
 * The rule book: what makes a pass good.
 *
 * The same rules as `contracts/rules.py`, proved equal by the cases of `tests/fixtures/verdicts`.
 * `judge` walks down the table and stops at the first rule that applies.
 */

import type { Lists } from "./lists";
import {
  type ReadPass,
  RISK_CONTACT,
  RISK_EPIDEMIC_AREA,
  RISK_IDENTITY_DIFFERS,
  RISK_SYMPTOMS,
  type Unreadable,
} from "./passes";
import { CATEGORY_OF, type Flag, type Reason, type Verdict } from "./verdicts";

export const RULE_VERSION = 3;

// A gate's clock may be this far behind the clock that issued the pass.
const CLOCK_TOLERANCE_MS = 120_000;

/** What the authority decides. `ask_identity`: officers confirm the identity card each time. */
export interface Policy {
  lists_too_old_s: number;
  on_old_lists: "flag" | "ask";
  ask_identity: boolean;
}

/** What is known at the gate beside the pass; null where the officer has not looked. */
export interface Sight {
  at_ms: number;
  /** What was shown: the code of a pass (if nothing is said), a document, a sheet, or nothing. */
  source?: "pass" | "document" | "paper" | "import" | "wave_through";
  lists_age_s: number;
  identity_matches: boolean | null;
  route_agrees: boolean | null;
  offline: boolean;
  override_reason: string;
  waved_through: boolean;
  annulled: boolean;
}

interface Case {
  seen: ReadPass;
  sight: Sight;
  lists: Lists;
  policy: Policy;
}

const RULES: [Reason, (at: Case) => boolean][] = [
  ["not_yet_valid", ({ sight, seen }) => sight.at_ms < seen.claims.issued_ms - CLOCK_TOLERANCE_MS],
  ["expired", ({ sight, seen }) => sight.at_ms >= seen.claims.expires_ms],
  ["revoked", ({ lists, seen }) => seen.key.revoked || isWithdrawn(lists, seen, "revoked")],
  ["superseded", ({ lists, seen }) => isWithdrawn(lists, seen, "superseded")],
  ["quarantine_order", (at) => isListed(at, "quarantine_order")],
  ["identity_mismatch", ({ sight }) => sight.identity_matches === false],
  ["wrong_route", ({ sight }) => sight.route_agrees === false],
  ["fields_missing", ({ seen: { claims } }) => lacksFields(claims)],
  ["compare_identity", mustCompareIdentity],
  ["traced_contact", (at) => isListed(at, "traced_contact")],
  ["left_epidemic_area_since_issue", hasLeftEpidemicArea],
  ["from_epidemic_area", ({ seen }) => isAtRisk(seen, RISK_EPIDEMIC_AREA)],
  ["contact_declared", ({ seen }) => isAtRisk(seen, RISK_CONTACT)],
  ["symptoms_declared", ({ seen }) => isAtRisk(seen, RISK_SYMPTOMS)],
];

/** Give the verdict on one code at one gate. */
export function judge(
  seen: ReadPass | Unreadable,
  sight: Sight,
  lists: Lists,
  policy: Policy,
): Verdict {
  if ("unreadable" in seen) return verdictOf(withoutPass(seen, sight), sight, policy);
  const at = { seen, sight, lists, policy };
  const found = RULES.find(([, applies]) => applies(at));
  return verdictOf(found ? found[0] : "ok", sight, policy);
}

/** Say what there is to say where no pass could be read, or none was shown. */
function withoutPass(seen: Unreadable, sight: Sight): Reason {
  if (sight.source === "wave_through") return "waved_through";
  if (sight.source === "document") return "no_live_pass";
  if (sight.source !== "paper") return seen.unreadable;
  if (sight.identity_matches === null) return "compare_identity";
  return sight.identity_matches ? "declared_on_paper" : "identity_mismatch";
}

/** Dress a reason with its category and flags. */
export function verdictOf(reason: Reason, sight: Sight, policy: Policy): Verdict {
  const raised: [Flag, boolean][] = [
    ["offline", sight.offline],
    ["officer_override", sight.override_reason !== ""],
    ["annulled", sight.annulled],
    ["waved_through", sight.waved_through],
    ["lists_too_old", areTooOld(sight, policy)],
  ];
  return {
    category: CATEGORY_OF[reason],
    reason,
    flags: raised.filter(([, isRaised]) => isRaised).map(([flag]) => flag),
    lists_age_s: sight.lists_age_s,
    rule_version: RULE_VERSION,
  };
}

function areTooOld(sight: Sight, policy: Policy): boolean {
  return sight.lists_age_s < 0 || sight.lists_age_s > policy.lists_too_old_s;
}

function isWithdrawn(lists: Lists, seen: ReadPass, reason: "revoked" | "superseded"): boolean {
  return lists.withdrawal(seen.claims.pass_id) === reason;
}

function isListed({ lists, seen, sight }: Case, kind: "quarantine_order" | "traced_contact") {
  return lists.isListed(seen.claims.citizen_id, kind, sight.at_ms);
}

function lacksFields(claims: ReadPass["claims"]): boolean {
  return !(claims.name && claims.birth_year && claims.last_four);
}

function mustCompareIdentity({ seen, sight, policy }: Case): boolean {
  if (sight.identity_matches !== null) return false;
  const isCautious = policy.on_old_lists === "ask" && areTooOld(sight, policy);
  return policy.ask_identity || isCautious || isAtRisk(seen, RISK_IDENTITY_DIFFERS);
}

/**
 * The area was declared after the pass was issued, so the pass could not say it.
 *
 * A journey that began before the zone's look-back began is not the zone's concern.
 */
function hasLeftEpidemicArea({ seen: { claims }, sight, lists }: Case): boolean {
  return lists.zones.some(
    (zone) =>
      zone.since_ms - zone.look_back_ms <= claims.issued_ms &&
      claims.issued_ms < zone.declared_ms &&
      zone.since_ms <= sight.at_ms &&
      (zone.until_ms === 0 || sight.at_ms < zone.until_ms) &&
      lists.liesIn(claims.origin, zone.unit),
  );
}

function isAtRisk(seen: ReadPass, bit: number): boolean {
  return (seen.claims.risk & bit) !== 0;
}
