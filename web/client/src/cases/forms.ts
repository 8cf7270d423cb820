/** Forms of cases: sent without leaving the page, faults shown at their fields. */

import { tell } from "../console/pages";
import { Refusal, Unreachable } from "../console/server";

export function value(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}

/** Send a form with `send` when it is submitted; what was typed stays until it was accepted. */
export function onSend(form: HTMLFormElement, send: () => Promise<void>): void {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector<HTMLButtonElement>("button:not([type=button])");
    clear(form);
    if (button) button.disabled = true;
    try {
      await send();
    } catch (error) {
      show(form, error);
    } finally {
      if (button) button.disabled = false;
    }
  });
}

function clear(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const kept = (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .filter((id) => !id.endsWith("-error"));
    if (kept.join("")) field.setAttribute("aria-describedby", kept.join(" "));
    else field.removeAttribute("aria-describedby");
  }
  for (const said of form.querySelectorAll(".error")) said.remove();
  const problem = form.querySelector<HTMLElement>(".problem");
  if (problem) problem.hidden = true;
}

function show(form: HTMLFormElement, error: unknown): void {
  const faults = error instanceof Refusal ? error.faults : [];
  const atFields = faults.filter(({ field, text }) => showAt(form, field, text));
  const problem = form.querySelector<HTMLElement>(".problem");
  if (problem && (atFields.length === 0 || atFields.length < faults.length)) {
    problem.textContent = reason(error);
    problem.hidden = false;
  }
  form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}

function showAt(form: HTMLFormElement, field: string, text: string): boolean {
  const fields = [...form.elements] as HTMLInputElement[];
  const found = fields.find((one) => one.name === field || one.dataset.field === field);
  if (!found) return false;
  const said = document.createElement("p");
  said.className = "error";
  said.id = `${found.id}-error`;
  said.textContent = text;
  found.setAttribute("aria-invalid", "true");
  const described = [found.getAttribute("aria-describedby"), said.id].filter(Boolean).join(" ");
  found.setAttribute("aria-describedby", described);
  found.closest(".field")?.append(said);
  return true;
}

/** Return what went wrong in words. */
export function reason(error: unknown): string {
  if (error instanceof Unreachable) return tell("console-unreachable");
  return error instanceof Error ? error.message : String(error);
}
