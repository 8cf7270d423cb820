/** The texts of the pages of accounts. */

import enAccounts from "../../../words/en/accounts.ftl";
import enConsole from "../../../words/en/console.ftl";
import viAccounts from "../../../words/vi/accounts.ftl";
import viConsole from "../../../words/vi/console.ftl";
import { element } from "../console/pages";
import { Unreachable } from "../console/server";
import { pageLanguage, type Tell, texts } from "../texts";

const language = pageLanguage();

export const tell: Tell = texts(
  language,
  ...(language === "vi" ? [viAccounts, viConsole] : [enAccounts, enConsole]),
);

/** Return a moment as people read it, in Hà Nội. */
export function saidMoment(at: string): string {
  return new Date(at).toLocaleString(language === "vi" ? "vi" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  });
}

export function saidRoles(roles: readonly string[]): string {
  return roles.map((role) => tell(`accounts-role-${role}`)).join(", ");
}

/** Do something, say on the page what kept it from being done; meanwhile nothing is sent twice. */
export async function trying(
  buttons: readonly HTMLButtonElement[],
  what: () => Promise<void>,
): Promise<void> {
  const problem = element("problem");
  problem.hidden = true;
  element("done").hidden = true;
  for (const button of buttons) button.disabled = true;
  try {
    await what();
  } catch (error) {
    problem.textContent =
      error instanceof Unreachable ? tell("console-unreachable") : (error as Error).message;
    problem.hidden = false;
    problem.focus();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}
