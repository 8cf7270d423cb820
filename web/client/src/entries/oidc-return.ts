/** The page to which the provider sends people back. */

import { given, openSession, say, takeAttempt } from "../console/oidc";
import { element, tell } from "../console/pages";
import { Unreachable } from "../console/server";

function refuse(text: string): void {
  element("progress").hidden = true;
  const problem = element("problem");
  problem.textContent = text;
  problem.hidden = false;
  element("again").hidden = false;
  problem.focus();
}

async function comeBack(): Promise<void> {
  const back = given(location);
  // Neither the history nor a look at the screen shall show the code.
  history.replaceState(null, "", location.pathname);
  const kept = takeAttempt();
  if (!back) return refuse(say("oidc-cancelled"));
  if (!kept) return refuse(say("oidc-lost"));
  try {
    await openSession(back, kept.attempt);
    location.replace(`/?${new URLSearchParams([["then", kept.afterwards]])}`);
  } catch (error) {
    refuse(error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message);
  }
}

void comeBack();
