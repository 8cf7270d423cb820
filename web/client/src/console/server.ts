/** Calls to the server a page came from, with its refusals as errors that people can read. */

import { currentSession, endSession, keepSession, type Session } from "./session";

export interface Fault {
  readonly field: string;
  readonly reason: string;
  readonly text: string;
}

/** What a server refused, in the words of its problem document. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly faults: readonly Fault[] = [],
    readonly reason = "",
  ) {
    super(message);
  }
}

/** No answer came: no network, or no server. */
export class Unreachable extends Error {}

export async function call(
  path: string,
  request: {
    method?: string;
    body?: unknown;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): Promise<Response> {
  const session = currentSession();
  const headers: Record<string, string> = {
    "Accept-Language": document.documentElement.lang,
    ...(session ? { Authorization: `Bearer ${session.token}` } : {}),
    ...request.headers,
  };
  const init: RequestInit = { method: request.method ?? "GET", headers, cache: "no-store" };
  if (request.signal) init.signal = request.signal;
  if (request.body instanceof URLSearchParams) init.body = request.body;
  else if (request.body !== undefined) init.body = JSON.stringify(request.body);
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (answer.ok) return answer;
  if (answer.status === 401 && session) endSession();
  throw await refusalOf(answer);
}

/** A session as the server opens it. */
export interface Opened {
  readonly token: string;
  readonly expires_at: string;
  readonly roles: readonly string[];
  readonly must_enrol: boolean;
}

export async function signIn(username: string, password: string, code = ""): Promise<Session> {
  const body = { username, password, ...(code ? { code } : {}) };
  const answer = await call("/v1/sessions", { method: "POST", body });
  return keepOpened(username, await answer.json());
}

/** Go on with a session that the server has opened. */
export function keepOpened(account: string, opened: Opened): Session {
  const session = {
    account,
    token: opened.token,
    roles: opened.must_enrol ? [] : opened.roles,
    expiresAt: opened.expires_at,
    mustEnrol: opened.must_enrol,
  };
  keepSession(session);
  return session;
}

/** Sign out: the server refuses the session from now on, and this tab forgets it. */
export async function signOut(): Promise<void> {
  try {
    await call("/v1/sessions/current", { method: "DELETE" });
  } catch {
    // Whoever can't reach the server is still signed out here.
  }
  endSession();
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const said = await answer.json().catch(() => ({}));
  const faults: Fault[] = said.errors ?? [];
  const words = [said.detail ?? said.title ?? String(answer.status), ...faults.map((f) => f.text)];
  return new Refusal(answer.status, words.join(" "), faults, said.reason ?? "");
}
