/** The camera's picture with what goes wrong in words, and the ways around the camera. */

import type { App } from "../app";
import { Camera } from "../camera";
import { button, el } from "../dom";
import { icon } from "../icons";
import { codesIn } from "../photos";

export interface Viewfinder {
  element: HTMLElement;
  close(): void;
}

/** Show what the camera sees, and hand on every code in it. */
export function viewfinder(app: App, hint: string): Viewfinder {
  const video = el("video", { set: { playsinline: "", muted: "", "aria-hidden": "true" } });
  video.muted = true;
  const said = el("p", { class: "hint", text: hint, set: { role: "status" } });
  const tools = el("div", { class: "tools" }, photoButton(app, said));
  const element = el(
    "div",
    { class: "viewfinder" },
    video,
    el("div", { class: "frame" }),
    said,
    tools,
  );
  const camera = new Camera(video, app.parts.decoder, (texts, frameMs) => app.see(texts, frameMs));
  const start = async () => {
    const fault = await camera.start();
    element.classList.toggle("blind", fault !== null);
    said.textContent = fault ? app.tell(`scanner-camera-${fault}`) : hint;
    if (camera.hasTorch && !tools.querySelector(".torch")) tools.append(torchButton(app, camera));
  };
  const watch = () => (document.hidden ? camera.stop() : void start());
  document.addEventListener("visibilitychange", watch);
  void start();
  return {
    element,
    close() {
      document.removeEventListener("visibilitychange", watch);
      camera.stop();
    },
  };
}

function torchButton(app: App, camera: Camera): HTMLElement {
  const set = { "aria-pressed": "false" };
  const made = button(app.tell("scanner-torch"), toggle, { class: "second torch", set });
  function toggle(): void {
    const isOn = made.getAttribute("aria-pressed") !== "true";
    made.setAttribute("aria-pressed", String(isOn));
    void camera.light(isOn);
  }
  return made;
}

function photoButton(app: App, said: HTMLElement): HTMLElement {
  const chooser = el("input", {
    class: "unseen",
    set: { type: "file", accept: "image/*", "aria-label": app.tell("scanner-photo") },
  });
  chooser.addEventListener("change", async () => {
    const photo = chooser.files?.[0];
    chooser.value = "";
    if (!photo) return;
    const before = said.textContent;
    said.textContent = app.tell("scanner-photo-reading");
    const codes = await codesIn(photo, await app.parts.decoder(), app.parts.api);
    const told = codes === null ? "scanner-photo-offline" : "scanner-photo-nothing";
    said.textContent = codes?.length ? before : app.tell(told);
    if (codes?.length) await app.take(codes);
  });
  return el("label", { class: "button second" }, chooser, icon("photo"), app.tell("scanner-photo"));
}
