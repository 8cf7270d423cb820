/** What a scanner hands in, in the gateway's words; fields with nothing to say are left out. */

import type { Difference } from "../rules/card";
import type { Category, Reason } from "../rules/verdicts";

export type Direction = "in" | "out";
export type DocumentKind = "cccd" | "cmnd" | "passport" | "other";
export type Symptom = "fever" | "cough" | "short_breath" | "pneumonia" | "sore_throat" | "fatigue";

export interface Document {
  kind: DocumentKind;
  number: string;
}

export interface Health {
  temperature_c?: number;
  symptoms?: Symptom[];
}

/** The verdict a scanner gave by itself. */
export interface Given {
  category: Category;
  reason: Reason;
  rule_version: number;
  lists_age_s: number;
}

/** What the officer adds to a code. */
export interface Additions {
  source?: "pass" | "document" | "paper" | "wave_through";
  document?: Document;
  plate?: string;
  trailer_plate?: string;
  group_id?: string;
  health?: Health;
  identity_matches?: boolean;
  identity_differs?: Difference[];
  override_reason?: string;
  waved_through?: boolean;
  sheet_id?: string;
}

export interface ScanForm extends Additions {
  scan_id: string;
  code: string;
  place_id: string;
  direction: Direction;
  happened_at: string;
  lane?: string;
  offline?: boolean;
  given?: Given;
}

/** What an officer compares with the identity card. */
export interface Holder {
  name: string;
  birth_year: number;
  last_four: string;
}

/** The gateway's verdict on a scan. */
export interface ScanAnswer {
  scan_id: string;
  category: Category;
  reason: Reason;
  flags: string[];
  lists_age_s: number;
  holder: Holder | null;
  /** Whose scan it is, empty where no pass was read. */
  citizen_id?: string;
}

export interface Annulment {
  place_id: string;
  reason: string;
  happened_at: string;
  citizen_id?: string;
}
