/** Signing in at the organisation's own provider: out to it, and back from it. */

import en from "../../../words/en/oidc.ftl";
import vi from "../../../words/vi/oidc.ftl";
import { pageLanguage, type Tell, texts } from "../texts";
import { call } from "./server";
import { keepSession, type Session } from "./session";

export const say: Tell = texts(pageLanguage(), pageLanguage() === "vi" ? vi : en);

const KEPT_AS = "chot-oidc";

interface Kept {
  readonly attempt: string;
  readonly afterwards: string;
}

/** What came back, and is of no use to anybody who has not the attempt it belongs to. */
interface Given {
  readonly code: string;
  readonly state: string;
}

/** Go to the provider; `afterwards` is an address of ours. */
export async function leaveForProvider(afterwards: string): Promise<void> {
  const answer = await call("/v1/sessions/oidc/attempts", { method: "POST" });
  const { url, attempt }: { url: string; attempt: string } = await answer.json();
  const kept: Kept = { attempt, afterwards };
  sessionStorage.setItem(KEPT_AS, JSON.stringify(kept));
  location.assign(url);
}

/** Return what an address holds behind its `#`, or else its `?`; null if that is no code. */
export function given(address: { hash: string; search: string }): Given | null {
  const said = new URLSearchParams(address.hash.slice(1) || address.search);
  const [code, state] = [said.get("code"), said.get("state")];
  return code && state ? { code, state } : null;
}

/** Take the attempt out of this tab: it is good for one return. */
export function takeAttempt(): Kept | null {
  const kept = sessionStorage.getItem(KEPT_AS);
  sessionStorage.removeItem(KEPT_AS);
  return kept ? JSON.parse(kept) : null;
}

/** Open the session that a return stands for. */
export async function openSession(back: Given, attempt: string): Promise<Session> {
  const body = { ...back, attempt };
  const answer = await call("/v1/sessions/oidc", { method: "POST", body });
  const opened: { token: string; expires_at: string; roles: string[]; account: string } =
    await answer.json();
  const session = {
    account: opened.account,
    token: opened.token,
    roles: opened.roles,
    expiresAt: opened.expires_at,
  };
  keepSession(session);
  return session;
}
