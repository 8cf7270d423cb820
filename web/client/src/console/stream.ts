/** Server-sent events over fetch, because EventSource cannot carry a sign-in. */

import { call, Refusal } from "./server";

export interface StreamEvent {
  readonly id: string;
  readonly kind: string;
  readonly data: string;
}

/** Take the whole events off the front of what has come; the rest waits for more. */
export function parseEvents(text: string): { events: StreamEvent[]; rest: string } {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.flatMap(eventOf), rest };
}

function eventOf(block: string): StreamEvent[] {
  const said: Record<string, string> = {};
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at > 0) said[line.slice(0, at)] = line.slice(at + 1).trimStart();
  }
  return said.data === undefined
    ? []
    : [{ id: said.id ?? "", kind: said.event ?? "message", data: said.data }];
}

export interface Listener {
  heard(event: StreamEvent): void;
  /** Tells whether events come; `refused` ends the listening. */
  state(connected: boolean, refused?: Refusal): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
// The server says that it is still there every ten seconds.
const SILENT_AFTER_MS = 25_000;

/** Listen for ever; after a break go on where it broke, with growing pauses between tries. */
export async function listen(path: string, listener: Listener): Promise<void> {
  let lastId = "";
  let pause = FIRST_PAUSE_MS;
  for (;;) {
    try {
      const headers: Record<string, string> = lastId ? { "Last-Event-ID": lastId } : {};
      const answer = await call(path, { headers });
      listener.state(true);
      for await (const event of eventsOf(answer)) {
        pause = FIRST_PAUSE_MS;
        lastId = event.id || lastId;
        listener.heard(event);
      }
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return listener.state(false, error);
    }
    listener.state(false);
    await new Promise((done) => setTimeout(done, pause * (0.5 + Math.random())));
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function* eventsOf(answer: Response): AsyncGenerator<StreamEvent> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const part = await withDeadline(reader.read());
      if (part.done) return;
      const parsed = parseEvents(text + decoder.decode(part.value, { stream: true }));
      text = parsed.rest;
      yield* parsed.events;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function withDeadline<T>(reading: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("silent")), SILENT_AFTER_MS);
    reading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
