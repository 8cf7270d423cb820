/** What was typed, kept on the device until it is sent: it survives a reload and a lost network. */

/** A field and its value; a list's choice comes with its words, which may not be in the page yet. */
export type Kept = [name: string, value: string, words?: string];

export interface Draft {
  savedMs: number;
  pairs: Kept[];
}

const KEY = "declaration-draft";
// Whoever comes back later has other plans, and a borrowed device should forget.
export const LIFE_MS = 24 * 3600 * 1000;
// Not what was typed: how the form was shown.
const NOT_KEPT = new Set(["action", "captcha", "captcha_challenge", "replaces"]);

/** Return what a form holds. */
export function valuesOf(form: HTMLFormElement): Kept[] {
  const kept: Kept[] = [];
  for (const [name, value] of new FormData(form)) {
    if (NOT_KEPT.has(name) || typeof value !== "string") continue;
    const list = form.querySelector<HTMLSelectElement>(`select[name="${CSS.escape(name)}"]`);
    const words = value ? list?.selectedOptions[0]?.text : undefined;
    kept.push(words ? [name, value, words] : [name, value]);
  }
  return kept;
}

/** Keep a draft; a device that keeps nothing does without. */
export function keep(pairs: Kept[], nowMs: number, store: Storage = localStorage): boolean {
  try {
    store.setItem(KEY, JSON.stringify({ savedMs: nowMs, pairs }));
    return true;
  } catch {
    return false;
  }
}

/** Return the draft of the last day, if there is one. */
export function kept(nowMs: number, store: Storage = localStorage): Draft | undefined {
  try {
    const draft = JSON.parse(store.getItem(KEY) ?? "null") as Draft | null;
    if (draft && nowMs - draft.savedMs < LIFE_MS && Array.isArray(draft.pairs)) return draft;
    store.removeItem(KEY);
  } catch {
    // Unreadable, or no storage at all: as good as none.
  }
  return undefined;
}

/** Forget the draft. */
export function forget(store: Storage = localStorage): void {
  try {
    store.removeItem(KEY);
  } catch {
    // Nothing can be kept there, so nothing is.
  }
}

/** Put a draft's values into a form that has all its fields. */
export function restore(form: HTMLFormElement, pairs: readonly Kept[]): void {
  const byName = new Map<string, Kept[]>();
  for (const pair of pairs) byName.set(pair[0], [...(byName.get(pair[0]) ?? []), pair]);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement) restoreInput(field, byName.get(field.name) ?? []);
    else if (field instanceof HTMLSelectElement) restoreList(field, byName.get(field.name)?.[0]);
  }
}

function restoreInput(field: HTMLInputElement, values: readonly Kept[]): void {
  if (NOT_KEPT.has(field.name) || field.name === "traveller" || !field.name) return;
  if (field.type === "checkbox" || field.type === "radio") {
    field.checked = values.some(([, value]) => value === field.value);
  } else if (values[0]) {
    field.value = values[0][1];
  }
}

function restoreList(field: HTMLSelectElement, value: Kept | undefined): void {
  if (!value) return;
  const [, code, words] = value;
  if (words && ![...field.options].some((option) => option.value === code)) {
    field.append(new Option(words, code));
  }
  field.value = code;
  field.dispatchEvent(new Event("refill"));
}
