/** What every console page does first: its texts, and somebody signed in who may be here. */

import en from "../../../words/en/console.ftl";
import vi from "../../../words/vi/console.ftl";
import { watchNews } from "../cases/news";
import { pageLanguage, type Tell, texts } from "../texts";
import { signOut } from "./server";
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
