/** Days and times of day in Hà Nội, whatever clock the device has. */

const ZONE = "Asia/Ho_Chi_Minh";

/** Date and time of day in Hà Nội, as "23/08 10:00". */
export function moment(text: string | null): string {
  if (!text) return "–";
  const at = new Date(text);
  const [, month, day] = dayOf(at).split("-");
  return `${day}/${month} ${timeOf(at)}`;
}

/** The time of day in Hà Nội; with its date where that is not today. */
export function clock(text: string | null): string {
  if (!text) return "–";
  const at = new Date(text);
  return dayOf(at) === dayOf(new Date()) ? timeOf(at) : moment(text);
}

function timeOf(at: Date): string {
  const form = { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("sv-SE", form).format(at);
}

/** The day in Hà Nội, as 2021-08-24. */
export function dayOf(at: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(at);
}

/** A day as people write it: 24/08/2021. */
export function written(day: string): string {
  return day ? day.split("-").reverse().join("/") : "–";
}

/** The day so many days after another. */
export function later(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
