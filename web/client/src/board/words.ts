/** The board's texts, and how it writes numbers and moments. */

import boardEn from "../../../words/en/board.ftl";
import consoleEn from "../../../words/en/console.ftl";
import boardVi from "../../../words/vi/board.ftl";
import consoleVi from "../../../words/vi/console.ftl";
import { pageLanguage, type Tell, texts } from "../texts";

export const language = pageLanguage();
export const tell: Tell =
  language === "vi" ? texts("vi", consoleVi, boardVi) : texts("en", consoleEn, boardEn);

const locale = language === "vi" ? "vi-VN" : "en-GB";
const HANOI = "Asia/Ho_Chi_Minh";
const whole = new Intl.NumberFormat(locale);
const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone: HANOI });
const short = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: HANOI });
const day = new Intl.DateTimeFormat(locale, {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: HANOI,
});

export const number = (value: number): string => whole.format(value);
export const percent = (value: number): string => share.format(value);
export const clock = (ms: number): string => time.format(ms);
export const hour = (ms: number): string => short.format(ms);
export const date = (ms: number): string => day.format(ms);

/** How long something takes or has taken, in the largest unit that fits. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return tell("board-seconds", { n: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return tell("board-minutes", { n: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? tell("board-hours", { n: hours })
    : tell("board-days", { n: Math.round(hours / 24) });
}
