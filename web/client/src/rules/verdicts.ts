/** The words of a verdict, the same at the gate, in the stream and on the scanner. */

export type Category = "pass" | "pass_with_attention" | "ask" | "refuse";

export const CATEGORY_OF = {
  ok: "pass",
  symptoms_declared: "pass_with_attention",
  contact_declared: "pass_with_attention",
  from_epidemic_area: "pass_with_attention",
  left_epidemic_area_since_issue: "pass_with_attention",
  traced_contact: "pass_with_attention",
  declared_on_paper: "pass_with_attention",
  waved_through: "pass_with_attention",
  compare_identity: "ask",
  fields_missing: "ask",
  no_live_pass: "refuse",
  not_our_code: "refuse",
  malformed: "refuse",
  unknown_key: "refuse",
  bad_signature: "refuse",
  not_yet_valid: "refuse",
  expired: "refuse",
  revoked: "refuse",
  superseded: "refuse",
  identity_mismatch: "refuse",
  wrong_route: "refuse",
  quarantine_order: "refuse",
} as const satisfies Record<string, Category>;

export type Reason = keyof typeof CATEGORY_OF;

export type Flag = "offline" | "officer_override" | "annulled" | "waved_through" | "lists_too_old";

/** One category, one reason, and what an officer should know beside it; -1 s: there were no lists. */
export interface Verdict {
  category: Category;
  reason: Reason;
  flags: Flag[];
  lists_age_s: number;
  rule_version: number;
}
