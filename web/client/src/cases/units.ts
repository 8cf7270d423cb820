/** Units, as they are typed and chosen: with their code behind the name. */

/** Return the code of a unit that was typed or chosen: "Ba Đình, Hà Nội (001)" or "001". */
export function unitCode(typed: string): string {
  return typed.match(/\((\d{2,3})\)\s*$/)?.[1] ?? typed.trim();
}

/** Return how a unit stands in the list of units, its code if it is not in it. */
export function unitLabel(code: string): string {
  const options = document.querySelectorAll<HTMLOptionElement>("#units option");
  return [...options].find((one) => one.value.endsWith(`(${code})`))?.value ?? code;
}
