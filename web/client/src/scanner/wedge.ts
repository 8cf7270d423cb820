/**
 * A reader at USB or Bluetooth types what it reads, fast, and ends with Enter.
 *
 * It needs no field and takes nothing from people who type: they are slower.
 */

// A pause ends what is being typed; a reader is busy with other things now and then.
const MOST_GAP_MS = 250;
const MOST_MEAN_MS = 50;
const FEWEST_CHARS = 8;

export interface Key {
  key: string;
  timeStamp: number;
}

/** Finds out of single keys what a reader typed. */
export class Wedge {
  #typed = "";
  #firstMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** How many characters came in the burst under way. */
  get length(): number {
    return this.#typed.length;
  }

  /** Take a key; return the text when it ended a burst, else null. */
  press({ key, timeStamp }: Key): string | null {
    if (key !== "Enter" && [...key].length !== 1) return null;
    if (timeStamp - this.#lastMs > MOST_GAP_MS) this.#typed = "";
    this.#lastMs = timeStamp;
    if (this.#typed === "") this.#firstMs = timeStamp;
    if (key !== "Enter") {
      this.#typed += key;
      return null;
    }
    const text = this.#typed;
    this.#typed = "";
    const meanMs = (timeStamp - this.#firstMs) / text.length;
    return text.length >= FEWEST_CHARS && meanMs <= MOST_MEAN_MS ? text : null;
  }
}

/** Listen on a page; what a reader typed into a field by chance is taken out of it again. */
export function listen(target: Document, take: (text: string) => void): void {
  const wedge = new Wedge();
  let before = "";
  target.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const field = event.target instanceof HTMLInputElement ? event.target : null;
      const text = wedge.press(event);
      if (wedge.length === 1) before = field?.value ?? "";
      // A space in the middle of a code must not press the button that has the focus.
      if (event.key === " " && wedge.length > 2 && !field) event.preventDefault();
      if (text === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (field) field.value = before;
      take(text);
    },
    { capture: true },
  );
}
