/** Who may have given it to whom: from an answer to nodes in columns and edges between them. Pure. */

import type { Row } from "../asking/described";

export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly placeId: string;
  readonly at: string;
  readonly meetings: number;
}

export interface Person {
  readonly id: string;
  /** 0 for an index person, 1 for F1, and so on. */
  readonly level: number;
}

export interface Graph {
  readonly persons: readonly Person[];
  readonly ties: readonly Tie[];
}

export interface Placed extends Person {
  /** Where in its column, from 0 (top) to 1 (bottom). */
  readonly y: number;
}

export interface Layout {
  readonly nodes: readonly Placed[];
  readonly ties: readonly Tie[];
  readonly levels: number;
  readonly tallest: number;
  /** Persons of the answer for whom there is no room. */
  readonly left: number;
}

/** Read an answer of `spread`, or of `contacts`, whose contacts are all F1. */
export function graphOf(answer: Row): Graph {
  const index = ((answer.index_cases ?? []) as string[]).map((id) => ({ id, level: 0 }));
  if (Array.isArray(answer.ties)) {
    const persons = ((answer.persons ?? []) as Row[]).map((row) => ({
      id: String(row.citizen_id),
      level: Number(row.level),
    }));
    const ties = (answer.ties as Row[]).filter((tie) => tie.is_exposure).map(tieOf);
    return { persons: [...index, ...persons], ties };
  }
  const contacts = (answer.contacts ?? []) as Row[];
  const persons = contacts.map((row) => ({ id: String(row.citizen_id), level: 1 }));
  return { persons: [...index, ...persons], ties: contacts.flatMap(nearestTies) };
}

function tieOf(row: Row): Tie {
  return {
    from: String(row.from_id),
    to: String(row.to_id),
    placeId: String(row.place_id),
    at: String(row.first_met_at ?? ""),
    meetings: Number(row.meetings ?? 1),
  };
}

/** The nearest meeting with each index person stands for all with that person. */
function nearestTies(contact: Row): Tie[] {
  const nearest = new Map<string, Row>();
  for (const meeting of (contact.nearest ?? []) as Row[]) {
    const index = String(meeting.index_case);
    if (!nearest.has(index)) nearest.set(index, meeting);
  }
  return [...nearest].map(([from, meeting]) => ({
    from,
    to: String(contact.citizen_id),
    placeId: String(meeting.place_id),
    at: String(meeting.contact_at ?? ""),
    meetings: Number(contact.meetings ?? 1),
  }));
}

/** Place at most so many persons of each level below each other, near those they met. */
export function laidOut(graph: Graph, mostOnALevel: number): Layout {
  const levels = Math.max(0, ...graph.persons.map(({ level }) => level)) + 1;
  const y = new Map<string, number>();
  const nodes: Placed[] = [];
  let tallest = 0;
  for (let level = 0; level < levels; level++) {
    const near = (id: string) => middle(graph.ties, id, y);
    const chosen = graph.persons
      .filter((person) => person.level === level)
      .filter(({ id }) => level === 0 || near(id) !== null)
      .slice(0, mostOnALevel)
      .map((person, rank) => ({ person, rank, near: near(person.id) ?? 0 }))
      .sort((one, other) => one.near - other.near || one.rank - other.rank);
    tallest = Math.max(tallest, chosen.length);
    chosen.forEach(({ person }, at) => {
      const height = chosen.length === 1 ? 0.5 : at / (chosen.length - 1);
      y.set(person.id, height);
      nodes.push({ ...person, y: height });
    });
  }
  return {
    nodes,
    ties: graph.ties.filter(({ from, to }) => y.has(from) && y.has(to)),
    levels,
    tallest,
    left: graph.persons.length - nodes.length,
  };
}

/** Return the middle of those whom a person met and who have their places, null if there are none. */
function middle(ties: readonly Tie[], id: string, y: ReadonlyMap<string, number>): number | null {
  const heights = ties
    .filter(({ to }) => to === id)
    .flatMap(({ from }) => (y.has(from) ? [y.get(from) as number] : []));
  return heights.length ? heights.reduce((sum, one) => sum + one, 0) / heights.length : null;
}

/** Number the places of some ties in the order in which they come. */
export function numbered(ties: readonly Tie[]): Map<string, number> {
  const places = [...new Set(ties.map(({ placeId }) => placeId))];
  return new Map(places.map((place, at) => [place, at + 1]));
}
