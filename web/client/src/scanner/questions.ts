/** The questions about health, where the authority wants them asked at each scan. */

import type { App } from "./app";
import { button, el, field, input } from "./dom";
import type { Health, Symptom } from "./forms";

const SYMPTOMS: Symptom[] = [
  "fever",
  "cough",
  "short_breath",
  "pneumonia",
  "sore_throat",
  "fatigue",
];
const [COLDEST, HOTTEST] = [30, 45];

/** Ask, and return what the person says; the scan waits for it. */
export function healthOf(app: App): Promise<Health> {
  return new Promise((resolve) => {
    const temperature = input({ inputmode: "decimal", maxlength: "5" });
    const boxes = SYMPTOMS.map((symptom) => ({
      symptom,
      box: el("input", { set: { type: "checkbox" } }),
    }));
    const none = () => {
      for (const { box } of boxes) box.checked = false;
      form.requestSubmit();
    };
    const form: HTMLFormElement = el(
      "form",
      { class: "panel ask questions", set: { tabindex: "-1" } },
      el("h1", { text: app.tell("scanner-health") }),
      field(app.tell("scanner-temperature"), temperature),
      el(
        "fieldset",
        {},
        el("legend", { text: app.tell("scanner-symptoms") }),
        ...boxes.map(({ symptom, box }) =>
          el("label", { class: "check" }, box, app.tell(`scanner-symptom-${symptom}`)),
        ),
      ),
      el("button", { text: app.tell("scanner-health-done") }),
      button(app.tell("scanner-health-none"), none, { class: "second" }),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const symptoms = boxes.filter(({ box }) => box.checked).map(({ symptom }) => symptom);
      const degrees = degreesOf(temperature.value);
      if (temperature.value.trim() && degrees === null) {
        temperature.setAttribute("aria-invalid", "true");
        temperature.focus();
        return;
      }
      resolve(degrees === null ? { symptoms } : { symptoms, temperature_c: degrees });
    });
    app.cover(form);
  });
}

/** Return degrees Celsius, with a comma or a point; null where it can't be a body's. */
export function degreesOf(typed: string): number | null {
  const degrees = Number(typed.trim().replace(",", "."));
  return degrees >= COLDEST && degrees <= HOTTEST ? degrees : null;
}
