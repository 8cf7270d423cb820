/** A pass on the page: read from its card, or a card filled from what is kept. */

import type { Tell } from "../texts";
import { forget, type KeptPass, keep } from "./kept";
import { pictureOf, save } from "./picture";

const SLOTS = ["name", "birth_year", "last_four", "issued", "expires"] as const;

function slot<E extends HTMLElement>(card: ParentNode, name: string): E {
  const found = card.querySelector<E>(`[data-slot="${name}"]`);
  if (!found) throw new Error(`no ${name} in a pass`);
  return found;
}

/** Return the pass that a card shows. */
export function passOn(card: HTMLElement): KeptPass {
  const texts = SLOTS.map((name) => [name, slot(card, name).textContent ?? ""]);
  const left = card.querySelector<HTMLElement>("[data-left]");
  return {
    ...(Object.fromEntries(texts) as Pick<KeptPass, (typeof SLOTS)[number]>),
    pass_id: card.dataset.pass ?? "",
    token: slot<HTMLInputElement>(card, "token").value,
    code: slot<HTMLImageElement>(card, "code").src,
    expires_ms: Number(left?.dataset.expiresMs),
    risks: [...card.querySelectorAll<HTMLElement>("[data-risk]")].map((r) => r.dataset.risk ?? ""),
  };
}

/** Return a card, cloned from the page's blank one, that shows a kept pass. */
export function cardOf(pass: KeptPass, blank: HTMLTemplateElement): HTMLElement {
  const card = blank.content.cloneNode(true) as DocumentFragment;
  const article = card.querySelector("article");
  if (!article) throw new Error("no blank card");
  article.dataset.pass = pass.pass_id;
  const heading = slot(article, "name");
  heading.id = `holder-${pass.pass_id}`;
  article.setAttribute("aria-labelledby", heading.id);
  for (const name of SLOTS) slot(article, name).textContent = pass[name];
  for (const field of article.querySelectorAll<HTMLInputElement>("[data-slot=token]"))
    field.value = pass.token;
  slot<HTMLImageElement>(article, "code").src = pass.code;
  const left = article.querySelector<HTMLElement>("[data-left]");
  if (left) left.dataset.expiresMs = String(pass.expires_ms);
  for (const note of article.querySelectorAll<HTMLElement>("[data-risk]"))
    if (!pass.risks.includes(note.dataset.risk ?? "")) note.remove();
  article.querySelector(".risks")?.classList.toggle("hidden", pass.risks.length === 0);
  return article;
}

/** Make a card's buttons work: save as image, keep, forget. */
export function enliven(card: HTMLElement, isKept: boolean, tell: Tell): void {
  const picture = card.querySelector<HTMLButtonElement>("[data-picture]");
  picture?.classList.remove("hidden");
  picture?.addEventListener("click", async () => {
    const pass = passOn(card);
    const until = `${tell("pass-valid-until")} ${pass.expires}`;
    const who = `${pass.birth_year} · ${tell("pass-document")} …${pass.last_four}`;
    save(await pictureOf(pass, [who, until]), `${tell("pass-picture-name")}.png`);
  });
  enlivenKeeping(card, isKept, tell);
}

function enlivenKeeping(card: HTMLElement, isKept: boolean, tell: Tell): void {
  const keepButton = card.querySelector<HTMLButtonElement>("[data-keep-button]");
  const forgetButton = card.querySelector<HTMLButtonElement>("[data-forget-button]");
  const said = card.querySelector<HTMLElement>("[data-keep-said]");
  if (!keepButton || !forgetButton || !said) return;
  const show = (kept: boolean, text: string) => {
    keepButton.classList.toggle("hidden", kept);
    forgetButton.classList.toggle("hidden", !kept);
    said.textContent = text;
  };
  show(isKept, "");
  card.querySelector("[data-keep]")?.classList.remove("hidden");
  keepButton.addEventListener("click", () => {
    const done = keep(localStorage, passOn(card), Date.now());
    show(done, tell(done ? "pass-kept-now" : "pass-not-kept"));
    if (done) void navigator.serviceWorker?.register("/pass/worker.js", { scope: "/pass" });
  });
  forgetButton.addEventListener("click", () => {
    forget(localStorage, card.dataset.pass ?? "", Date.now());
    show(false, tell("pass-forgotten"));
  });
}
