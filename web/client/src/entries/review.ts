/** One review: both sides beside each other, the decisions, and a form for the next. */

import { element, made, saidMoment, signedIn, trying } from "../console/pages";
import { call } from "../console/server";
import type { Decision, Review } from "../reviews/told";
import { tell } from "../reviews/words";
import { newId } from "../scanner/ids";

const form = element<HTMLFormElement>("decide");
const path = `/v1/reviews/${form.dataset.review}`;

let decided = 0;
// The same for every attempt to send one decision.
let decisionId = newId(Date.now());

function lines(id: string, pairs: readonly (readonly [string, string])[], none: string): void {
  const nodes = pairs.flatMap(([name, value]) => [made("dt", name), made("dd", value)]);
  element(id).replaceChildren(...nodes);
  element(`${id}-none`).textContent = tell(none);
  element(`${id}-none`).hidden = pairs.length > 0;
}

function decisionNode(one: Decision): HTMLLIElement {
  const item = made("li", "", { class: one.decision });
  const why = one.explanation ? `: ${tell(`reviews-explanation-${one.explanation}`)}` : "";
  item.append(
    made("b", tell(`reviews-status-${one.decision}`) + why),
    made("p", one.words || tell("reviews-words-gone"), { class: "said" }),
    made("p", `${saidMoment(one.at)} · ${one.account}`, { class: "note" }),
  );
  return item;
}

function show(review: Review): void {
  decided = review.decisions.length;
  element("what").textContent = tell(`reviews-kind-${review.finding.kind}`);
  element("status").textContent = tell(`reviews-status-${review.status}`);
  element("status").className = `status ${review.status}`;
  element("why").textContent = review.in_words.why;
  element("person").textContent = review.citizen_id;
  element("opened").textContent = `${saidMoment(review.opened_at)} · ${review.opened_by}`;
  element("known").textContent = saidMoment(review.finding.known_since_at);
  element("alert").textContent = tell(`reviews-alert-${review.alert_now}`);
  lines("declared", review.in_words.declared, "reviews-nothing-declared");
  lines("seen", review.in_words.seen, "reviews-nothing-seen");
  element("decisions").replaceChildren(...review.decisions.map(decisionNode));
  element("undecided").hidden = decided > 0;
  element("decide-heading").textContent = tell(decided ? "reviews-decide-again" : "reviews-decide");
  element("review").hidden = false;
}

function chosen(name: string): string {
  return String(new FormData(form).get(name) ?? "");
}

function offerExplanations(): void {
  element("explanations").hidden = chosen("decision") !== "innocent";
}

async function decide(): Promise<void> {
  const decision = chosen("decision");
  const body = {
    decision_id: decisionId,
    after: decided,
    decision,
    explanation: decision === "innocent" ? chosen("explanation") : null,
    words: element<HTMLTextAreaElement>("words").value,
  };
  show(await (await call(`${path}/decisions`, { method: "POST", body })).json());
  decisionId = newId(Date.now());
  form.reset();
  offerExplanations();
  element("kept").textContent = tell("reviews-kept");
}

async function print(): Promise<void> {
  element("printing").textContent = tell("reviews-printing");
  try {
    const answer = await call(`${path}/report`);
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "");
    const address = URL.createObjectURL(await answer.blob());
    const link = made("a", "", { href: address, download: named?.[1] ?? "review.pdf" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } finally {
    element("printing").textContent = "";
  }
}

if (signedIn("official", "epidemiologist")) {
  void trying(async () => {
    show(await (await call(path)).json());
  }).finally(() => {
    element("loading").hidden = true;
  });
  form.addEventListener("change", offerExplanations);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = element<HTMLButtonElement>("keep");
    button.disabled = true;
    element("kept").textContent = "";
    await trying(decide);
    button.disabled = false;
  });
  element("print").addEventListener("click", () => void trying(print));
}
