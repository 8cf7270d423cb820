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
      const name = made("code", this.name(id), { title: id });
      return mayAskTimeline ? this.#way(id, [name], leave) : name;
    };
    return (column: Column, value: unknown) => {
      if (column.shown === "person" && value) return this.#alone(String(value), one);
      if (column.shown !== "persons" || !Array.isArray(value) || !value.length) return null;
      const all = made("span", "", { class: "several" });
      all.append(...value.map(String).map(one));
      return all;
    };
  }

  /** A person alone in a cell is told where the name leads to; among several the name has to do. */
  #alone(id: string, one: (id: string) => HTMLElement): HTMLElement {
    const node = one(id);
    if (node.tagName === "A") node.append(` ${tell("pages-timeline")}`);
    return node;
  }

  #way(id: string, inside: Node[], leave: () => string): HTMLAnchorElement {
    const way = made("a", "", {
      href: "/questions/timeline",
      class: "way",
      "aria-label": tell("pages-timeline-of", { person: this.name(id) }),
    });
    way.append(...inside);
    way.addEventListener("click", () => {
      handOver(id);
      way.search = leave();
    });
    return way;
  }
}
