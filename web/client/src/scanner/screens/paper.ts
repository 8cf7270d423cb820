/** Somebody with a paper sheet: photograph it, look at the identity card, let them pass. */

import type { App } from "../app";
import { button, el } from "../dom";
import { icon } from "../icons";
import { newId } from "../ids";
import type { Screen } from "../modes";
import { codesOnDevice } from "../photos";
import { reduced, serialIn, sheetForm } from "../sheets";

export function paperScreen(app: App): Screen {
  const said = el("p", { class: "note", set: { role: "status" } });
  const stage = el("div", { class: "sheet" });
  let shown = "";

  const begin = () => {
    URL.revokeObjectURL(shown);
    said.textContent = "";
    stage.replaceChildren(chooser(app, (photo) => void look(photo)));
  };
  const look = async (photo: Blob) => {
    const bitmap = await createImageBitmap(photo).catch(() => null);
    if (!bitmap) {
      said.textContent = app.tell("scanner-paper-no-picture");
      return;
    }
    said.textContent = "";
    const picture = await reduced(bitmap);
    shown = URL.createObjectURL(picture);
    // The code is a help for whoever enters the sheet; nobody waits for it.
    const serial = codesOnDevice(bitmap, app.parts.decoder)
      .then(serialIn)
      .catch(() => "");
    const keep = (compared: boolean) => async () => {
      await keepSheet(app, picture, compared, await serial);
      begin();
    };
    stage.replaceChildren(
      el("img", { set: { src: shown, alt: app.tell("scanner-paper-picture") } }),
      el("p", { class: "attention", text: app.tell("scanner-paper-compare") }),
      button(app.tell("scanner-paper-compared"), once(keep(true)), { class: "big" }),
      button(app.tell("scanner-paper-not-compared"), once(keep(false)), { class: "big second" }),
      button(app.tell("scanner-paper-again"), begin, { class: "second" }),
    );
    stage.querySelector<HTMLElement>(".big")?.focus();
  };
  begin();
  return {
    element: el(
      "div",
      { class: "page paper" },
      el("h1", { text: app.tell("scanner-mode-paper") }),
      el("p", { text: app.tell("scanner-paper-note") }),
      said,
      stage,
    ),
    close: () => URL.revokeObjectURL(shown),
  };
}

/** A second tap on the same button is no second sheet. */
function once(act: () => Promise<void>): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    void act();
  };
}

function chooser(app: App, chosen: (photo: Blob) => void): HTMLElement {
  const file = el("input", {
    class: "unseen",
    set: {
      type: "file",
      accept: "image/*",
      capture: "environment",
      "aria-label": app.tell("scanner-paper-take"),
    },
  });
  file.addEventListener("change", () => {
    const photo = file.files?.[0];
    if (photo) chosen(photo);
  });
  return el("label", { class: "button big" }, file, icon("photo"), app.tell("scanner-paper-take"));
}

/** Keep the sheet before anybody is told to go on. */
async function keepSheet(
  app: App,
  picture: Blob,
  compared: boolean,
  serial: string,
): Promise<void> {
  const { clock, api, outbox, sounds } = app.parts;
  if (!app.post) return;
  const atMs = clock.now();
  const id = newId(atMs);
  const offline = !api.connection.isOnline;
  const content = sheetForm(id, app.post, atMs, { compared, offline, serial });
  await outbox.put({ id, kind: "sheet", content, attachment: await picture.arrayBuffer() });
  const category = compared ? "pass_with_attention" : "ask";
  sounds.play(category);
  app.cover(letPass(app, category));
  await app.remember({
    scan_id: id,
    place_id: app.post.place_id,
    label: app.tell("scanner-kind-sheet"),
    citizen_id: "",
  });
  void app.settled();
}

function letPass(app: App, category: "pass_with_attention" | "ask"): HTMLElement {
  const away = () => app.clear();
  const panel = el(
    "section",
    { class: `panel ${category}`, set: { tabindex: "-1", role: "alert" } },
    icon(category),
    el("h1", { text: app.tell(`scanner-paper-${category}`) }),
    el("p", { class: "reason", text: app.tell("scanner-paper-kept") }),
    el("div", { class: "actions" }, button(app.tell("scanner-next"), away, { class: "next" })),
  );
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && away());
  return panel;
}
