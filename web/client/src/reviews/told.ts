/** Reviews as the server tells them. */

export interface ReviewLine {
  readonly review_id: string;
  readonly kind: string;
  readonly status: string;
  readonly place_id: string;
  readonly happened_at: string;
  readonly opened_by: string;
}

export interface Finding {
  readonly review_id: string;
  readonly alert_id: string;
  readonly citizen_id: string;
  readonly kind: string;
  readonly happened_at: string;
  readonly place_id: string;
}

export interface Decision {
  readonly at: string;
  readonly account: string;
  readonly decision: string;
  readonly explanation: string;
  readonly words: string;
}

export interface Review {
  readonly review_id: string;
  readonly status: string;
  readonly citizen_id: string;
  readonly opened_at: string;
  readonly opened_by: string;
  readonly finding: { readonly kind: string; readonly known_since_at: string };
  readonly decisions: readonly Decision[];
  readonly alert_now: string;
  readonly in_words: {
    readonly why: string;
    readonly declared: readonly (readonly [string, string])[];
    readonly seen: readonly (readonly [string, string])[];
  };
}
