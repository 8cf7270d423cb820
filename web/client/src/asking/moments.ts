/** Moments as people in Hà Nội write and read them, whatever clock a computer has. Pure. */

const ZONE = "+07:00";
const ZONE_MS = 7 * 3600_000;
const DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const TIME = /^(\d{1,2})(?:[:hg.](\d{2})?)?$/;

export interface Written {
  readonly date: string;
  readonly time: string;
}

/** Return a moment as it is sent: RFC 3339 to the minute, in Hà Nội time. */
export function sent(atMs: number): string {
  return `${new Date(atMs + ZONE_MS).toISOString().slice(0, 16)}:00${ZONE}`;
}

/** Return what somebody wrote as it is sent, null where that is no moment. No time is midnight. */
export function read(written: Written): string | null {
  const date = DATE.exec(written.date.trim());
  const time = TIME.exec(written.time.trim() || "0:00");
  if (!date || !time) return null;
  const [day, month, year] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const [hour, minute] = [Number(time[1]), Number(time[2] ?? 0)];
  const at = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(at);
  const isReal =
    back.getUTCDate() === day &&
    back.getUTCMonth() === month - 1 &&
    back.getUTCHours() === hour &&
    minute < 60;
  return isReal ? sent(at - ZONE_MS) : null;
}

/** Return a moment that the server sent as date and time of day. */
export function written(text: string): Written {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)];
  return { date: `${day}/${month}/${year}`, time: text.slice(11, 16) };
}

/** Return a moment that the server sent as people read it: 24/08/2021 07:30. */
export function told(text: string): string {
  const { date, time } = written(text);
  return `${date} ${time}`;
}
