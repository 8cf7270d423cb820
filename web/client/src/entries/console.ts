/** The read side's first page: sign in, then the ways that one's roles open. */

import { leaveForProvider } from "../console/oidc";
import { element, showAccount, tell } from "../console/pages";
import { Unreachable } from "../console/server";
import { currentSession, type Session } from "../console/session";
import { signInBy } from "../console/signing";

const form = element<HTMLFormElement>("sign-in");
const problem = element("sign-in-problem");

function welcome(session: Session): void {
  if (session.mustEnrol) {
    location.replace("/account");
    return;
  }
  const then = new URL(new URLSearchParams(location.search).get("then") ?? "/", location.origin);
  const ways = [...document.querySelectorAll<HTMLAnchorElement>("#ways a")];
  const open = ways.filter((way) =>
    (way.dataset.roles ?? "").split(" ").some((role) => session.roles.includes(role)),
  );
  const wanted = open.find((way) => `${then.pathname}/`.startsWith(`${way.pathname}/`));
  if (wanted && then.origin === location.origin) {
    location.replace(then.pathname + then.search);
    return;
  }
  showAccount(session);
  form.hidden = true;
  for (const way of ways) way.hidden = !open.includes(way);
  element("ways").hidden = false;
  element("no-ways").hidden = open.length > 0;
  element("signed-in").focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  if (button) button.disabled = true;
  problem.hidden = true;
  try {
    const session = await signInBy(form);
    if (session) welcome(session);
  } catch (error) {
    problem.textContent =
      error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
    problem.hidden = false;
    element(element("code-field").hidden ? "username" : "code").focus();
  } finally {
    if (button) button.disabled = false;
  }
});

const other = document.querySelector<HTMLButtonElement>("#oidc");
other?.addEventListener("click", async () => {
  other.disabled = true;
  problem.hidden = true;
  try {
    await leaveForProvider(new URLSearchParams(location.search).get("then") ?? "/");
  } catch (error) {
    problem.textContent =
      error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
    problem.hidden = false;
    other.disabled = false;
  }
});

const session = currentSession();
if (session) welcome(session);
else form.hidden = false;
