import { describe, expect, test } from "vitest";
import { Atlas, addressOf, areaOf, type Choice, streamOf } from "../../src/board/areas";

const CHOICE: Choice = {
  own: [],
  units: [
    { code: "01", name: "Thành phố Hà Nội", parent: "" },
    { code: "27", name: "Tỉnh Bắc Ninh", parent: "" },
    { code: "016", name: "Huyện Sóc Sơn", parent: "01" },
    { code: "271", name: "Huyện Ba Vì", parent: "01" },
    { code: "258", name: "Huyện Yên Phong", parent: "27" },
  ],
  places: [
    { place_id: "a", name_vi: "Chốt A", name_en: "Gate A", district: "016" },
    { place_id: "b", name_vi: "Chốt B", name_en: "", district: "258" },
    { place_id: "c", name_vi: "Chốt C", name_en: "Gate C", district: "" },
  ],
};

describe("an area", () => {
  test.each([
    ["", "/board", "/v1/board/live"],
    ["?unit=016", "/board?unit=016", "/v1/board/live?unit=016"],
    ["?place=a%26b", "/board?place=a%26b", "/v1/board/live?place_id=a%26b"],
  ])("of the address %s has a page and a stream", (search, page, stream) => {
    expect(addressOf("/board", areaOf(search))).toBe(page);
    expect(streamOf(areaOf(search))).toBe(stream);
  });
});

describe("an atlas", () => {
  const atlas = new Atlas(CHOICE, "en");

  test("names places in the page's language where it can", () => {
    expect(["a", "b", "unknown"].map((id) => atlas.placeName(id))).toEqual([
      "Gate A",
      "Chốt B",
      "unknown",
    ]);
  });

  test("counts a place with its district, or with its province where provinces are told", () => {
    expect(atlas.rowOf("a", new Set(["016", "271"]))).toBe("016");
    expect(atlas.rowOf("b", new Set(["01", "27"]))).toBe("27");
    expect(atlas.rowOf("c", new Set(["01", "27"]))).toBeUndefined();
    expect(atlas.rowOf("b", new Set(["016", "271"]))).toBeUndefined();
  });

  test("offers the districts of a province, and the places of a district", () => {
    expect(atlas.districts("01").map((one) => one.value)).toEqual(["016", "271"]);
    expect(atlas.districts("")).toHaveLength(3);
    expect(atlas.places("016")).toEqual([{ value: "a", text: "Gate A" }]);
  });

  test("says what one's own area is called", () => {
    expect(atlas.nameOf(areaOf(""), "everywhere")).toBe("everywhere");
    const ours = new Atlas({ ...CHOICE, own: ["016"] }, "vi");
    expect(ours.nameOf(areaOf(""), "everywhere")).toBe("Huyện Sóc Sơn");
    expect(ours.nameOf(areaOf("?unit=271"), "")).toBe("Huyện Ba Vì");
    expect(ours.nameOf(areaOf("?place=a"), "")).toBe("Chốt A");
  });
});
