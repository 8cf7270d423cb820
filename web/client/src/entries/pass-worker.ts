/** Shows the page of kept passes without network. The passes themselves are not here. */

const worker = self as unknown as ServiceWorkerGlobalScope;

const CACHE = "chot-pass-1";
const PAGE = "/pass";

/** Fetch the page and what it loads, and put all of it away together. */
async function putAway(): Promise<void> {
  const page = await fetch(PAGE);
  if (!page.ok) throw new Error(`the page answers ${page.status}`);
  const text = await page.clone().text();
  const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  const cache = await caches.open(CACHE);
  await cache.addAll(files.filter((file) => file !== undefined));
  await cache.put(PAGE, page);
}

worker.addEventListener("install", (event) => {
  event.waitUntil(putAway().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(worker.clients.claim());
});

async function page(request: Request): Promise<Response> {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await putAway().catch(() => undefined);
    return fresh;
  } catch (fault) {
    const known = await caches.match(PAGE);
    if (known) return known;
    throw fault;
  }
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? (await fetch(request));
}

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (url.pathname === PAGE) event.respondWith(page(event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event.request));
});
