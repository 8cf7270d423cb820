/** The texts of the pages of accounts. */

import enAccounts from "../../../words/en/accounts.ftl";
import enConsole from "../../../words/en/console.ftl";
import viAccounts from "../../../words/vi/accounts.ftl";
import viConsole from "../../../words/vi/console.ftl";
import { element, trying as tried } from "../console/pages";
import { pageLanguage, type Tell, texts } from "../texts";

const language = pageLanguage();

export const tell: Tell = texts(
  language,
  ...(language === "vi" ? [viAccounts, viConsole] : [enAccounts, enConsole]),
);

export function saidRoles(roles: readonly string[]): string {
  return roles.map((role) => tell(`accounts-role-${role}`)).join(", ");
}

/** Do something, say on the page what kept it from being done; meanwhile nothing is sent twice. */
export async function trying(
  buttons: readonly HTMLButtonElement[],
  what: () => Promise<void>,
): Promise<void> {
  element("done").hidden = true;
  for (const button of buttons) button.disabled = true;
  try {
    await tried(what);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}
