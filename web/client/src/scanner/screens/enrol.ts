/** The device becomes one of ours: by the QR an administrator shows, or by its text. */

import type { App } from "../app";
import { el, field, input } from "../dom";
import type { Screen } from "../modes";
import { enrolmentIn } from "../readings";
import { viewfinder } from "./viewfinder";

const NAME_CHARS = "100";

export function enrolScreen(app: App, enrolled: () => Promise<void>): Screen {
  const code = input();
  const name = input({ maxlength: NAME_CHARS });
  name.value = deviceName();
  const said = el("p", { class: "error", set: { role: "alert" } });
  const submit = el("button", { class: "big", text: app.tell("scanner-enrol-do") });
  const form = el(
    "form",
    { class: "page" },
    el("h1", { text: app.tell("scanner-enrol") }),
    el("p", { text: app.tell("scanner-enrol-how") }),
    field(app.tell("scanner-enrol-name"), name),
    field(app.tell("scanner-enrol-code"), code),
    said,
    submit,
  );
  const finder = viewfinder(app, app.tell("scanner-enrol-hint"));
  const enrol = async (text: string) => {
    if (!text) return code.focus();
    submit.disabled = true;
    said.textContent = "";
    const fault = await enrolWith(app, text, name.value);
    submit.disabled = false;
    said.textContent = fault;
    if (!fault) await enrolled();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void enrol(enrolmentIn(code.value));
  });
  return {
    element: el("div", { class: "enrol" }, finder.element, form),
    async take(reading) {
      if (reading.kind !== "enrolment") said.textContent = app.tell("scanner-enrol-other");
      else if (reading.origin !== location.origin) {
        said.textContent = app.tell("scanner-enrol-elsewhere", { origin: reading.origin });
      } else await enrol(reading.code);
    },
    close: finder.close,
  };
}

/** Have a key of this device enrolled by a code; return what is in the way, empty if nothing. */
export async function enrolWith(app: App, code: string, name: string): Promise<string> {
  const { api, orders, version } = app.parts;
  // An older browser has no keys of this kind.
  const shown = await api.device.show(code).catch(() => null);
  if (!shown) return app.tell("scanner-enrol-old-browser");
  const answer = await api.call<{ device_id: string }>("/v1/devices", {
    method: "POST",
    body: JSON.stringify({ code, name: name.trim() || deviceName(), version, ...shown }),
    headers: { "Content-Type": "application/json" },
  });
  if (answer.kind === "ok") {
    await api.device.enrolled(answer.value.device_id);
    await orders.begin();
    return "";
  }
  if (answer.kind === "denied") return answer.detail;
  if (answer.kind === "fix")
    return answer.errors.map(({ text }) => text).join("; ") || answer.detail;
  return app.tell("scanner-enrol-offline");
}

/** What the device is called before anybody gave it a name. */
function deviceName(): string {
  const kind = /Android|iPhone|iPad|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0];
  return kind ?? "scanner";
}
