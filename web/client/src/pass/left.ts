/** How long a pass is still valid, in words that change as time goes by. */

import type { Tell } from "../texts";

const MINUTE_MS = 60_000;
const EVERY_MS = 15_000;

/** Return the time left in words; null when there is none. */
export function timeLeft(leftMs: number, tell: Tell): string | null {
  if (leftMs <= 0) return null;
  const minutes = Math.floor(leftMs / MINUTE_MS);
  return tell("pass-left", {
    days: Math.floor(minutes / 1440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  });
}

/** Say the time left in every pass below a node, now and from now on. */
export function sayTimeLeft(below: ParentNode, tell: Tell): void {
  const say = () => {
    for (const spot of below.querySelectorAll<HTMLElement>("[data-left]")) {
      const left = timeLeft(Number(spot.dataset.expiresMs) - Date.now(), tell);
      const text = left ?? tell("pass-over");
      if (spot.textContent !== text) spot.textContent = text;
      spot.classList.toggle("over", left === null);
      spot.classList.remove("hidden");
    }
  };
  say();
  setInterval(say, EVERY_MS);
}
