/** Persons in answers: index persons by number, others by the beginning of their id. */

import { made } from "../console/pages";
import type { Column } from "./described";
import { handOver } from "./kept";
import type { Dress } from "./table";
import { tell } from "./words";

const SHORT = 8;

export class People {
  #index = new Map<string, number>();

  /** Take the index persons of an answer, in the order in which it names them. */
  know(indexPersons: readonly string[]): void {
    this.#index = new Map(indexPersons.map((id, at) => [id, at + 1]));
  }

  isIndex(id: string): boolean {
    return this.#index.has(id);
  }

  readonly name = (id: string): string => {
    const number = this.#index.get(id);
    const short = id.slice(0, SHORT);
    return number ? tell("pages-index-person", { number, short }) : short;
  };

  /** Show persons with a way to their timeline, for those who may ask for it. */
  dress(mayAskTimeline: boolean, leave: () => string): Dress {
    const one = (id: string): HTMLElement => {
      const node = made("span", "", { class: "person" });
      node.append(made("code", this.name(id), { title: id }));
      if (mayAskTimeline) node.append(this.#way(id, leave));
      return node;
    };
    return (column: Column, value: unknown) => {
      if (column.shown === "person" && value) return one(String(value));
      if (column.shown !== "persons" || !Array.isArray(value) || !value.length) return null;
      const all = made("span", "", { class: "persons" });
      all.append(...value.map(String).map(one));
      return all;
    };
  }

  #way(id: string, leave: () => string): HTMLAnchorElement {
    const way = made("a", tell("pages-timeline"), {
      href: "/questions/timeline",
      class: "way unprinted",
      "aria-label": tell("pages-timeline-of", { person: this.name(id) }),
    });
    way.addEventListener("click", () => {
      handOver(id);
      way.search = leave();
    });
    return way;
  }
}
