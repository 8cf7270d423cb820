/** The texts of the pages of reviews. */

import enConsole from "../../../words/en/console.ftl";
import enReviews from "../../../words/en/reviews.ftl";
import viConsole from "../../../words/vi/console.ftl";
import viReviews from "../../../words/vi/reviews.ftl";
import { element } from "../console/pages";
import { Unreachable } from "../console/server";
import { pageLanguage, type Tell, texts } from "../texts";

export const language = pageLanguage();
export const tell: Tell = texts(
  language,
  ...(language === "vi" ? [viReviews, viConsole] : [enReviews, enConsole]),
);

/** Return a moment as people read it, in Hà Nội. */
export function saidMoment(at: string): string {
  return new Date(at).toLocaleString(language === "vi" ? "vi" : "en-GB", {
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
