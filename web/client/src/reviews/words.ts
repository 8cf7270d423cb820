/** The texts of the pages of reviews. */

import enConsole from "../../../words/en/console.ftl";
import enReviews from "../../../words/en/reviews.ftl";
import viConsole from "../../../words/vi/console.ftl";
import viReviews from "../../../words/vi/reviews.ftl";
import { pageLanguage, type Tell, texts } from "../texts";

export const language = pageLanguage();
export const tell: Tell = texts(
  language,
  ...(language === "vi" ? [viReviews, viConsole] : [enReviews, enConsole]),
);
