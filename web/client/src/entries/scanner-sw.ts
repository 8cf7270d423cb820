/**
 * Lets the scanner start without network: keeps its files, and nothing else.
 *
 * The server puts before this script what to keep: `self.shell = {version, files}`.
 */

export {};

interface Shell {
  version: string;
  files: string[];
}

const worker = self as unknown as ServiceWorkerGlobalScope & { shell: Shell };
const PREFIX = "scanner-";
const PAGE = "/scan";
const { version, files } = worker.shell;
const name = `${PREFIX}${version}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((kept) => kept.addAll([PAGE, ...files])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()));
});

worker.addEventListener("message", ({ data }) => {
  if (data === "take-over") void worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { method, url, mode } = event.request;
  const path = new URL(url).pathname;
  if (method !== "GET") return;
  if (mode === "navigate" ? path === PAGE : files.includes(path)) {
    event.respondWith(keptOrFetched(event.request, mode === "navigate" ? PAGE : path));
  }
});

async function keptOrFetched(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(name).then((cache) => cache.match(path, { ignoreVary: true }));
  return kept ?? fetch(request);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((each) => each.startsWith(PREFIX) && each !== name);
  await Promise.all(old.map((each) => caches.delete(each)));
}
