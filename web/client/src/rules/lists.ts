/** What a scanner knows by heart: the gateway's lists, as tables. */

import { KeyRing, type PassKey } from "./keyring";

export interface Withdrawn {
  pass_id: string;
  reason: "revoked" | "superseded";
}

/** A unit that is an epidemic area from `since_ms` until `until_ms` (0: until further notice). */
export interface Zone {
  zone_id: string;
  unit: string;
  since_ms: number;
  declared_ms: number;
  until_ms: number;
  look_back_ms: number;
}

/** A citizen under quarantine order or traced as a contact (`until_ms` 0: open end). */
export interface Listed {
  citizen_id: string;
  kind: "quarantine_order" | "traced_contact";
  since_ms: number;
  until_ms: number;
}

/** What the lists are made of; `parents` leads from a unit's code to that of the unit around it. */
export interface ListsContent {
  keys: PassKey[];
  withdrawn: Withdrawn[];
  zones: Zone[];
  listed: Listed[];
  parents: Record<string, string>;
}

export class Lists {
  readonly ring: KeyRing;
  readonly zones: Zone[];
  readonly #withdrawn: Map<string, Withdrawn["reason"]>;
  readonly #listed: Map<string, Listed>;
  readonly #parents: Map<string, string>;

  constructor(content: ListsContent) {
    this.ring = new KeyRing(content.keys);
    this.zones = content.zones;
    this.#withdrawn = new Map(content.withdrawn.map((one) => [one.pass_id, one.reason]));
    this.#listed = new Map(content.listed.map((one) => [`${one.kind}:${one.citizen_id}`, one]));
    this.#parents = new Map(Object.entries(content.parents));
  }

  /** Return why a pass was withdrawn, undefined where it was not. */
  withdrawal(passId: string): Withdrawn["reason"] | undefined {
    return this.#withdrawn.get(passId);
  }

  /** Tell whether a citizen was on a list at that moment. */
  isListed(citizenId: string, kind: Listed["kind"], atMs: number): boolean {
    const entry = this.#listed.get(`${kind}:${citizenId}`);
    if (!entry || atMs < entry.since_ms) return false;
    return entry.until_ms === 0 || atMs < entry.until_ms;
  }

  /** Tell whether unit `code` is `area` or lies inside it. */
  liesIn(code: string, area: string): boolean {
    let unit: string | undefined = code;
    while (unit) {
      if (unit === area) return true;
      unit = this.#parents.get(unit);
    }
    return false;
  }
}
