/** The list of questions: those that one's roles may ask. */

import { element, signedIn } from "../console/pages";

const session = signedIn();
if (session) {
  const all = [...document.querySelectorAll<HTMLElement>("#questions li")];
  for (const one of all) {
    const roles = (one.dataset.roles ?? "").split(" ");
    one.hidden = !roles.some((role) => session.roles.includes(role));
  }
  element("no-questions").hidden = all.some((one) => !one.hidden);
}
