import { describe, expect, test } from "vitest";
import { folded, matching, rank } from "../../src/form/matching";

const PROVINCES = [
  "Thành phố Hà Nội",
  "Tỉnh Hà Giang",
  "Tỉnh Hà Nam",
  "Thành phố Hồ Chí Minh",
  "Thành phố Đà Nẵng",
  "Tỉnh Đắk Lắk",
  "Tỉnh Thừa Thiên Huế",
  "Tỉnh Bà Rịa - Vũng Tàu",
].map((name) => ({ name }));

function found(typed: string): string[] {
  return matching(PROVINCES, typed).map((one) => one.name);
}

describe("folding", () => {
  test.each([
    ["Đắk Lắk", "dak lak"],
    ["Bà Rịa - Vũng Tàu", "ba ria vung tau"],
    ["  HÀ   NỘI ", "ha noi"],
    ["Hà Nội".normalize("NFD"), "ha noi"],
    ["Phường 12", "phuong 12"],
  ])("%s is compared as %s", (text, plain) => {
    expect(folded(text)).toBe(plain);
  });
});

describe("matching", () => {
  test.each([
    ["ha noi", "Thành phố Hà Nội"],
    ["hanoi", "Thành phố Hà Nội"],
    ["Hà Nội", "Thành phố Hà Nội"],
    ["da nang", "Thành phố Đà Nẵng"],
    ["đa", "Thành phố Đà Nẵng"],
    ["hue", "Tỉnh Thừa Thiên Huế"],
    ["hcm", "Thành phố Hồ Chí Minh"],
    ["tphcm", "Thành phố Hồ Chí Minh"],
    ["vung tau", "Tỉnh Bà Rịa - Vũng Tàu"],
    ["thanh pho ha", "Thành phố Hà Nội"],
  ])("%s finds %s first", (typed, name) => {
    expect(found(typed)[0]).toBe(name);
  });

  test("nothing typed leaves the list as it is", () => {
    expect(found("")).toEqual(PROVINCES.map((one) => one.name));
  });

  test("what fits nothing finds nothing", () => {
    expect(found("xyz")).toEqual([]);
  });

  test("a whole name goes before names that only begin alike", () => {
    const wards = ["Phường 12", "Phường 1", "Phường 2"].map((name) => ({ name }));
    expect(matching(wards, "1").map((ward) => ward.name)).toEqual(["Phường 1", "Phường 12"]);
    expect(rank("Phường 1", "phuong 1")).toBe(0);
  });
});
