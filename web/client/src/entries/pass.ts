/** Pages that show passes: just issued ones, and those the device keeps. */

import en from "../../../words/en/pass.ftl";
import vi from "../../../words/vi/pass.ftl";
import { cardOf, enliven } from "../pass/card";
import { forget, type KeptPass, keptPasses } from "../pass/kept";
import { sayTimeLeft } from "../pass/left";
import { pageLanguage, texts } from "../texts";

const language = pageLanguage();
const tell = texts(language, language === "en" ? en : vi);

function kept(): KeptPass[] {
  try {
    return keptPasses(localStorage, Date.now());
  } catch {
    // A browser that forbids storage throws at its very name.
    return [];
  }
}

const givenUp = document.querySelector<HTMLElement>("[data-given-up]")?.dataset.givenUp;
if (givenUp) forget(localStorage, givenUp, Date.now());
const known = kept();
const shelf = document.querySelector<HTMLElement>("[data-kept]");
const blank = document.querySelector<HTMLTemplateElement>("[data-card]");
if (shelf && blank) {
  shelf.append(...known.map((pass) => cardOf(pass, blank)));
  document.querySelector("[data-none-kept]")?.classList.toggle("hidden", known.length > 0);
}
const keptIds = new Set(known.map((pass) => pass.pass_id));
for (const card of document.querySelectorAll<HTMLElement>("[data-pass]"))
  enliven(card, keptIds.has(card.dataset.pass ?? ""), tell);
sayTimeLeft(document, tell);
