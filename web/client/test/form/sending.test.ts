import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sendUntilAnswered } from "../../src/form/sending";

const TEXTS = { sending: "sending", retrying: "retrying", offline: "offline" };

/** Answers in turn; a status of 0 is a broken connection. */
function network(...statuses: number[]): typeof fetch {
  return vi.fn(async () => {
    const status = statuses.shift() ?? 0;
    if (status === 0) throw new TypeError("no network");
    return new Response("a page", { status });
  }) as unknown as typeof fetch;
}

function send(said: string[], signal = new AbortController().signal) {
  return sendUntilAnswered("/declare", "a=1", TEXTS, (text) => said.push(text), signal);
}

describe("sending", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("navigator", { onLine: true });
    vi.stubGlobal("window", new EventTarget());
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("ends with the first answer", async () => {
    vi.stubGlobal("fetch", network(422));
    expect(await send([])).toEqual({ status: 422, page: "a page" });
  });

  test("goes on while the connection breaks or the gateway is busy", async () => {
    vi.stubGlobal("fetch", network(0, 503, 201));
    const said: string[] = [];
    const answer = send(said);
    await vi.runAllTimersAsync();
    expect((await answer).status).toBe(201);
    expect(said).toEqual(["sending", "retrying", "sending", "retrying", "sending"]);
  });

  test("says that there is no network, and goes on the moment there is", async () => {
    vi.stubGlobal("fetch", network(0, 201));
    vi.stubGlobal("navigator", { onLine: false });
    const said: string[] = [];
    const answer = send(said);
    await vi.advanceTimersByTimeAsync(0);
    expect(said).toEqual(["sending", "offline"]);
    window.dispatchEvent(new Event("online"));
    expect((await answer).status).toBe(201);
  });

  test("ends when it is given up", async () => {
    vi.stubGlobal("fetch", network(0, 0, 0));
    const stop = new AbortController();
    const answer = send([], stop.signal);
    const refused = expect(answer).rejects.toThrow("given up");
    await vi.advanceTimersByTimeAsync(0);
    stop.abort();
    await refused;
  });
});
