import { describe, expect, it } from "vitest";
import { consentGround, isConsentHalf, missingIn, purposeOf, withConsent, withUse } from "./uses.ts";

const mapping = {
  what: "customers",
  key: "externalKey",
  fields: { name: { column: "姓名", as: [{ use: "trim" }] }, externalKey: { column: "编号" } },
  contacts: [{ kind: "phone", from: { column: "手机" } }],
  addresses: [{ detail: { column: "地址" } }],
  services: { held: [{ kind: "tv", name: "TV", column: "电视", is: ["是"] }] },
  ignore: ["身份证"],
};

describe("what a column becomes", () => {
  it.each([
    ["姓名", "field:name"],
    ["编号", "field:externalKey"],
    ["手机", "contact:phone"],
    ["地址", "address"],
    ["电视", "else"],
    ["身份证", "ignore"],
    ["备注", "rest"],
  ])("%s: %s", (column, use) => expect(purposeOf(mapping, column)).toBe(use));

  it("moves a column and leaves the rest as it was", () => {
    const moved = withUse(mapping, "手机", "field:memberNumber");
    expect(purposeOf(moved, "手机")).toBe("field:memberNumber");
    expect(moved.contacts).toEqual([]);
    expect(moved.fields).toMatchObject({ name: { as: [{ use: "trim" }] } });
    expect(purposeOf(withUse(moved, "手机", "ignore"), "手机")).toBe("ignore");
  });

  it("feeds a field by one column only", () => {
    const moved = withUse(mapping, "备注", "field:name");
    expect(purposeOf(moved, "备注")).toBe("field:name");
    expect(purposeOf(moved, "姓名")).toBe("rest");
  });

  it("says what is still missing", () => {
    expect(missingIn(mapping)).toEqual([]);
    expect(missingIn(withUse(mapping, "编号", "ignore"))).toEqual(["externalKey"]);
    expect(missingIn({ what: "purchases", customer: { column: "a" } })).toEqual(["date", "amount"]);
  });
});

describe("consent said for the whole file", () => {
  const whole = { evidenceKind: "contract", evidence: "合同编号", notice: "2026-01" };

  it("is kept, read back and taken out again", () => {
    const said = withConsent(mapping, whole);
    expect(consentGround(said)).toEqual(whole);
    expect(isConsentHalf(said)).toBe(false);
    expect(withConsent(said, { evidenceKind: "", evidence: " ", notice: "" })).not.toHaveProperty("consent");
  });

  it("is half said while a part lacks", () => {
    expect(isConsentHalf(mapping)).toBe(false);
    expect(isConsentHalf(withConsent(mapping, { ...whole, evidence: "" }))).toBe(true);
  });
});
