/** What a tab remembers between questions: why one asks, and about whom one just wants to ask. */

const PURPOSE = "chot-purpose";
const PERSON = "chot-asked-person";

export function keptPurpose(): string {
  return sessionStorage.getItem(PURPOSE) ?? "";
}

export function keepPurpose(purpose: string): void {
  sessionStorage.setItem(PURPOSE, purpose);
}

/** Hand a person to the page that is opened next: addresses hold nobody's id. */
export function handOver(citizenId: string): void {
  sessionStorage.setItem(PERSON, citizenId);
}

/** Return whom the page before handed over, once. */
export function handedOver(): string {
  const citizenId = sessionStorage.getItem(PERSON) ?? "";
  sessionStorage.removeItem(PERSON);
  return citizenId;
}
