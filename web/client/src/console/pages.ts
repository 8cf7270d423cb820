/** What every console page does first: its texts, and somebody signed in who may be here. */

import en from "../../../words/en/console.ftl";
import vi from "../../../words/vi/console.ftl";
import { watchNews } from "../cases/news";
import { pageLanguage, type Tell, texts } from "../texts";
import { signOut, Unreachable } from "./server";
import { currentSession, type Session } from "./session";

export const tell: Tell = texts(pageLanguage(), pageLanguage() === "vi" ? vi : en);

export function element<T extends Element = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found as unknown as T;
}

export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = "",
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** Return who is signed in, or send them to sign in and come back here. */
export function signedIn(...roles: string[]): Session | null {
  const session = currentSession();
  if (session && (!roles.length || roles.some((role) => session.roles.includes(role)))) {
    showAccount(session);
    return session;
  }
  location.replace(`/?then=${encodeURIComponent(location.pathname + location.search)}`);
  return null;
}

export function showAccount(session: Session): void {
  if (session.roles.includes("epidemiologist")) watchNews();
  const out = document.getElementById("sign-out");
  if (!out) return;
  out.textContent = tell("console-sign-out", { account: session.account });
  out.hidden = false;
  out.addEventListener("click", async () => {
    await signOut();
    location.assign("/");
  });
}

/** Return a moment as people read it, in Hà Nội. */
export function saidMoment(at: string): string {
  return new Date(at).toLocaleString(pageLanguage() === "vi" ? "vi" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  });
}

/** Do something; say on the page what kept it from being done. */
export async function trying(what: () => Promise<void>): Promise<boolean> {
  const problem = element("problem");
  problem.hidden = true;
  try {
    await what();
    return true;
  } catch (error) {
    problem.textContent =
      error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
    problem.hidden = false;
    problem.focus();
    return false;
  }
}
