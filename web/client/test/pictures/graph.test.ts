import { describe, expect, test } from "vitest";
import { graphOf, laidOut, numbered } from "../../src/pictures/graph";

function tie(from: string, to: string, place = "p1", isExposure = true) {
  return { from_id: from, to_id: to, place_id: place, is_exposure: isExposure, meetings: 2 };
}

const SPREAD = {
  index_cases: ["f0"],
  persons: [
    { citizen_id: "a", level: 1 },
    { citizen_id: "b", level: 1 },
    { citizen_id: "c", level: 2 },
  ],
  ties: [tie("f0", "a"), tie("f0", "b", "p2"), tie("b", "c", "p1"), tie("a", "c", "p3", false)],
};

describe("a graph of an answer", () => {
  test("holds the index persons, and the meetings that exposed somebody", () => {
    const graph = graphOf(SPREAD);
    expect(graph.persons.map(({ id, level }) => `${id}${level}`)).toEqual([
      "f00",
      "a1",
      "b1",
      "c2",
    ]);
    expect(graph.ties.map(({ from, to }) => from + to)).toEqual(["f0a", "f0b", "bc"]);
  });

  test("is made of contacts too, one edge for each index person they met", () => {
    const meeting = (index: string, place: string) => ({ index_case: index, place_id: place });
    const contact = {
      citizen_id: "a",
      nearest: [meeting("f0", "near"), meeting("f0", "far"), meeting("f1", "other")],
    };
    const graph = graphOf({ index_cases: ["f0", "f1"], contacts: [contact] });
    expect(graph.ties.map(({ from, placeId }) => from + placeId)).toEqual(["f0near", "f1other"]);
  });
});

describe("the places of a graph", () => {
  test("are numbered as they come", () => {
    expect([...numbered(graphOf(SPREAD).ties)]).toEqual([
      ["p1", 1],
      ["p2", 2],
    ]);
  });
});

describe("a layout", () => {
  test("puts people near those they met", () => {
    const ties = [tie("f0", "a"), tie("f1", "b"), tie("f1", "c"), tie("f0", "d")];
    const persons = ["a", "b", "c", "d"].map((id) => ({ citizen_id: id, level: 1 }));
    const { nodes } = laidOut(graphOf({ index_cases: ["f0", "f1"], persons, ties }), 10);
    const order = nodes.filter(({ level }) => level === 1).map(({ id }) => id);
    expect(order).toEqual(["a", "d", "b", "c"]);
  });

  test("draws no more than there is room for, and tells how many are left", () => {
    const persons = Array.from({ length: 9 }, (_, at) => ({ citizen_id: `c${at}`, level: 1 }));
    const ties = persons.map(({ citizen_id }) => tie("f0", citizen_id));
    const layout = laidOut(graphOf({ index_cases: ["f0"], persons, ties }), 4);
    expect(layout.nodes).toHaveLength(5);
    expect(layout.left).toBe(5);
    expect(layout.ties).toHaveLength(4);
  });

  test("leaves out whoever hangs on somebody that is not drawn", () => {
    const persons = [
      { citizen_id: "a", level: 1 },
      { citizen_id: "b", level: 1 },
      { citizen_id: "c", level: 2 },
    ];
    const ties = [tie("f0", "a"), tie("f0", "b"), tie("b", "c")];
    const layout = laidOut(graphOf({ index_cases: ["f0"], persons, ties }), 1);
    expect(layout.nodes.map(({ id }) => id)).toEqual(["f0", "a"]);
  });
});
