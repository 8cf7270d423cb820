/** What goes on beside the officer's work: sending, fresh lists, keeping what is kept. */

import type { App } from "./app";

const TICK_MS = 15_000;
const LISTS_FRESH_S = 30;

/** Send and refresh at every occasion: each quarter of a minute, network back, page seen again. */
export function keepWorking(app: App): void {
  const { courier, api, library, orders, settings, clock } = app.parts;
  courier.moved = () => void app.count();
  const tick = async () => {
    const { isOnline } = api.connection;
    const isDue = !isOnline || library.ageS < 0 || library.ageS >= LISTS_FRESH_S;
    if (isDue && api.device.isEnrolled && !orders.wiped) await library.refresh(api);
    if (api.connection.isOnline) await courier.flush();
    await settings.setNumber("skew_ms", clock.skewMs);
    await app.count();
    await orders.heed(clock.device());
  };
  const back = () => {
    courier.pace.reset();
    void tick();
  };
  setInterval(() => void tick(), TICK_MS);
  window.addEventListener("online", back);
  window.addEventListener("offline", () => api.connection.lost());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) back();
  });
  if (!navigator.onLine) api.connection.lost();
  void tick();
}

/** Ask the browser to keep what waits even when space runs out, and note its answer. */
export async function keepStorage(app: App): Promise<void> {
  const isKept = (await navigator.storage?.persist?.()) ?? false;
  app.parts.status.change({ isKept });
}

/** Keep the screen from going dark while the scanner is in view. */
export function keepAwake(): void {
  const ask = () => {
    // Refused when the battery is low: the screen then goes dark as ever.
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}

/** Let the app start without network; a new version waits until the officer takes it. */
export function registerShell(app: App): void {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  workers
    .register("/scan/sw.js", { scope: "/scan" })
    .then((registration) => {
      const look = () => {
        if (registration.waiting && workers.controller)
          app.parts.status.change({ hasUpdate: true });
      };
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", look);
      });
      look();
    })
    .catch(() => {
      // Without it everything works as long as the page stays open.
    });
}
