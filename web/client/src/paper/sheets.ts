/** The queue of sheets as the gateway tells it, and how it is said. Pure. */

import type { Tell } from "../texts";

export interface Sheet {
  readonly sheet_id: string;
  readonly serial: string;
  readonly place: string;
  readonly lane: string;
  readonly direction: "in" | "out" | "visit";
  readonly taken_at: string;
  readonly age_s: number;
  readonly is_alarm: boolean;
  readonly identity_compared: boolean;
  readonly taken_by: string;
  readonly opened_by: string;
}

export interface Queue {
  readonly waiting: number;
  readonly oldest_age_s: number;
  readonly alarm_after_s: number;
  readonly sheets: readonly Sheet[];
}

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Say how long something took, in the two units that matter. */
export function sayAge(seconds: number, tell: Tell): string {
  const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
  const hours = Math.floor((seconds % DAY_S) / HOUR_S);
  const days = Math.floor(seconds / DAY_S);
  if (days) return tell("paper-days", { days, hours });
  if (hours) return tell("paper-hours", { hours, minutes });
  return tell("paper-minutes", { count: minutes });
}

/** Say how long the queue is, and how late. */
export function saySummary(queue: Queue, tell: Tell): string {
  if (!queue.waiting) return tell("paper-none");
  const late = queue.sheets.filter((sheet) => sheet.is_alarm).length;
  const waits = tell("paper-waiting", {
    count: queue.waiting,
    age: sayAge(queue.oldest_age_s, tell),
  });
  if (!late) return waits;
  const limit = sayAge(queue.alarm_after_s, tell);
  return `${waits} ${tell("paper-late", { count: late, limit })}`;
}

/** Say where and how a sheet came in, beside its place. */
export function sayWay(sheet: Sheet, tell: Tell): string {
  const said = [tell(`paper-direction-${sheet.direction}`)];
  if (sheet.lane) said.push(tell("paper-lane", { lane: sheet.lane }));
  if (sheet.serial) said.push(tell("paper-serial", { serial: sheet.serial }));
  said.push(tell(sheet.identity_compared ? "paper-compared" : "paper-not-compared"));
  return said.join(" · ");
}

/** Return the sheet to enter next: the first that nobody else has opened. */
export function nextSheet(queue: Queue, account: string): Sheet | undefined {
  return queue.sheets.find((sheet) => !sheet.opened_by || sheet.opened_by === account);
}

/** Return date and time as the form's fields want them: where the sheet was photographed. */
export function fieldsOf(takenAt: string): { date: string; time: string } {
  return { date: takenAt.slice(0, 10), time: takenAt.slice(11, 16) };
}
