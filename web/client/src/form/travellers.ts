/** Adding and removing travellers without asking the server: it gave the pattern along. */

const MOST = 10;
const PATTERN = /__N__/g;

/** Return the numbers of the travellers in the page. */
export function numbersIn(form: HTMLFormElement): number[] {
  return [...form.querySelectorAll<HTMLElement>("[data-traveller]")].map((one) =>
    Number(one.dataset.traveller),
  );
}

/** Add a traveller, and return what was added; nothing where there are too many. */
export function addTraveller(form: HTMLFormElement, wanted?: number): HTMLElement | undefined {
  const numbers = numbersIn(form);
  const pattern = document.querySelector<HTMLTemplateElement>("#pattern");
  const people = form.querySelector("#travellers");
  if (!pattern || !people || numbers.length >= MOST) return undefined;
  const number = wanted ?? Math.max(...numbers) + 1;
  const made = document.createElement("template");
  made.innerHTML = pattern.innerHTML.replace(PATTERN, String(number));
  const added = made.content.firstElementChild;
  if (!(added instanceof HTMLElement)) return undefined;
  people.append(added);
  nameAll(form);
  return added;
}

/** Remove the traveller of a button, and go to the one before. */
export function removeTraveller(form: HTMLFormElement, button: HTMLElement): void {
  const removed = button.closest("[data-traveller]");
  const before = removed?.previousElementSibling;
  removed?.remove();
  nameAll(form);
  before?.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
}

function nameAll(form: HTMLFormElement): void {
  const all = form.querySelectorAll<HTMLElement>("[data-traveller] > legend");
  const { sayTraveller = "", sayTravellerOne = "" } = form.dataset;
  all.forEach((legend, index) => {
    legend.textContent =
      all.length === 1 ? sayTravellerOne : sayTraveller.replace("999", String(index + 1));
  });
}
