import { describe, expect, test } from "vitest";
import { differences, readCard } from "../../src/rules/card";
import type { Claims } from "../../src/rules/passes";

const SEVEN =
  "031187990002|990000002|Trần Thị Ví Dụ|03021987|Nữ|Tổ 5, Gia Viên, Ngô Quyền, Hải Phòng|12052021";
const NO_OLD_NUMBER =
  "001099990001||Nguyễn Văn Thử|15081999|Nam|Số 1, ngõ 2, Đan Phượng, Hà Nội|01072021\r\n";

const claims: Claims = {
  pass_id: "00",
  citizen_id: "00",
  issued_ms: 0,
  expires_ms: 0,
  name: "NGUYỄN VĂN THỬ",
  birth_year: 1999,
  last_four: "0001",
  risk: 0,
  origin: "",
};

function card(text: string) {
  const found = readCard(text);
  if (!found) throw new Error("not a card");
  return found;
}

describe("a card's code", () => {
  test("has seven fields, the second may be empty", () => {
    expect(card(SEVEN)).toMatchObject({ number: "031187990002", old_number: "990000002" });
    expect(card(NO_OLD_NUMBER)).toMatchObject({ old_number: "", birth_year: 1999, sex: "Nam" });
  });

  test("may lack the old number's field, or have one more at the end", () => {
    const six = NO_OLD_NUMBER.replace("||", "|");
    expect(card(six)).toMatchObject({ name: "Nguyễn Văn Thử", birth_year: 1999, old_number: "" });
    expect(card(`${SEVEN}|12052031`)).toMatchObject({ name: "Trần Thị Ví Dụ" });
  });

  test("keeps commas of an address, and the text as it was read", () => {
    expect(card(SEVEN).residence).toBe("Tổ 5, Gia Viên, Ngô Quyền, Hải Phòng");
    expect(card(NO_OLD_NUMBER).raw).toBe(NO_OLD_NUMBER);
  });

  test.each([
    "CT1:6BF",
    "https://example.org/a|b",
    "a|b|c|d|e|f|g",
    "031187990002|name",
    "",
    "DN4790000000001|4e6775|01/01/1999|1|4e|79-034|-|-",
  ])("%s is no card", (text) => {
    expect(readCard(text)).toBeNull();
  });
});

describe("card and pass", () => {
  test("of one person differ in nothing, whatever the marks and the case", () => {
    expect(differences(card(NO_OLD_NUMBER), claims)).toEqual([]);
    expect(differences(card(NO_OLD_NUMBER), { ...claims, name: "nguyen van thu" })).toEqual([]);
    const đặng = card(NO_OLD_NUMBER.replace("Nguyễn Văn Thử", "Đặng Đức Thử".normalize("NFD")));
    expect(differences(đặng, { ...claims, name: "DANG DUC THU" })).toEqual([]);
  });

  test("differ in exactly what is another", () => {
    const other = card(SEVEN);
    expect(differences(other, claims)).toEqual(["name", "birth_year", "last_four"]);
    expect(differences(other, { ...claims, birth_year: 1987 })).toEqual(["name", "last_four"]);
    expect(differences(card(NO_OLD_NUMBER), { ...claims, birth_year: 1998 })).toEqual([
      "birth_year",
    ]);
  });

  test("agree when the pass was made with the old number", () => {
    const old = { ...claims, name: "TRẦN THỊ VÍ DỤ", birth_year: 1987 };
    expect(differences(card(SEVEN), { ...old, last_four: "0002" })).toEqual([]);
    const reissued = card(SEVEN.replace("990000002", "990001234"));
    expect(differences(reissued, { ...old, last_four: "1234" })).toEqual([]);
  });

  test("agree when the name was too long for the pass", () => {
    const long = card(NO_OLD_NUMBER.replace("Nguyễn Văn Thử", "Nguyễn Hoàng Phương Nghiêm Trường"));
    expect(differences(long, { ...claims, name: "Nguyễn Hoàng Phương Nghiêm" })).toEqual([]);
    expect(differences(long, { ...claims, name: "NGUYEN HOANG PHUONG NGHIEM TRUON" })).toEqual([]);
    expect(differences(long, { ...claims, name: "Nguyễn Hoàng" })).toEqual(["name"]);
  });

  test("agree when a reader lost a letter's mark", () => {
    const lost = card(NO_OLD_NUMBER.replace("Nguyễn Văn Thử", "Nguy?n V?n Th?"));
    expect(differences(lost, claims)).toEqual([]);
  });
});
