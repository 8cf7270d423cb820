/** Cases as the server tells them. */

export interface Person {
  citizen_id: string;
  name: string;
  birth_date: string;
  phone: string;
  district: string;
  district_name: string;
  stay: string;
}

export interface Counts {
  assigned: number;
  going_on: number;
  recorded_today: number;
  overdue: number;
  seen_not_ok: number;
  completed: number;
  lost: number;
  referred: number;
  other: number;
}

export interface CaseLine {
  case_id: string;
  number: string;
  title: string;
  unit: string;
  unit_name: string;
  closed: boolean;
  opened_at: string;
  opened_by: string;
  index_persons: number;
  questions: number;
  unread: number;
  follow_up: Counts;
}

export interface IndexPerson {
  person: Person;
  number: number;
  is_known: boolean;
  onset_day: string;
  confirmed_day: string;
  infectious_from: string;
  infectious_until: string;
}

export interface Change {
  citizen_id: string;
  name: string;
  level: string;
  last_at: string | null;
  reason: { kind: string; words: string };
}

export interface Round {
  round: number;
  asked_at: string;
  before_at: string | null;
  persons: number;
  unread: boolean;
  gained: Change[];
  lost: Change[];
  otherwise: Change[];
}

export interface Question {
  question_id: string;
  kind: string;
  body: { within_minutes?: number; depth?: number; from?: string; until?: string };
  rolling_days: number;
  persons: number;
  levels: Record<string, number>;
  asked_at: string | null;
  checked_at: string | null;
  data_up_to: string | null;
  seconds: number;
  rows_read: number;
  problem: string;
  rounds: Round[];
}

export interface PersonFound {
  person: Person;
  level: string;
  last_at: string | null;
  place: string;
  via: string[];
  follow_up: string;
}

export interface Standing {
  number: number;
  of: number;
  status: string;
  last_seen: string;
  owed: number;
  unseen: number;
  is_over: boolean;
}

export interface FollowUp {
  case_id: string;
  number: string;
  person: Person;
  level: string;
  district: string;
  district_name: string;
  from_day: string;
  until_day: string;
  assigned_to: string;
  standing: Standing;
  is_overdue: boolean;
  days: { day: string; status: string; note: string; at: string; account: string }[];
  outcome: string;
  referred_to: string;
  end_note: string;
}

export interface Case {
  line: CaseLine;
  today: string;
  index_persons: IndexPerson[];
  questions: Question[];
  follow_ups: FollowUp[];
  notes: { note_id: string; text: string; at: string; account: string }[];
  history: { at: string; account: string; change: string; about: string }[];
}

export interface NewsLine {
  case_id: string;
  number: string;
  question_id: string;
  round: number;
  asked_at: string;
  before_at: string | null;
  gained: number;
  lost: number;
}

export const STATUSES = [
  "SEEN_OK",
  "SEEN_NOT_OK",
  "MISSED",
  "NOT_ATTEMPTED",
  "NOT_PERFORMED",
] as const;

export const OUTCOMES = ["COMPLETED", "LOST", "REFERRED", "NO_FOLLOW_UP", "CANCELED"] as const;
