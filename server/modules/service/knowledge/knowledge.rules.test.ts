import { describe, expect, test } from "vitest";
import { beginning, plainOf } from "./plain.rules.ts";
import { fillPlaces, unknownPlaces } from "./variables.rules.ts";
import { lettersOf, tellingWords, wordsOf } from "./words.rules.ts";

describe("words that a text is found by", () => {
  test.each([
    ["机顶盒无信号", ["机顶", "顶盒", "盒无", "无信", "信号"]],
    ["4K机顶盒", ["4k", "机顶", "顶盒"]],
    ["WiFi 慢，怎么办？", ["wifi", "慢", "怎么", "么办"]],
    ["ＷＩＦＩ", ["wifi"]],
    ["宽带宽带", ["宽带", "带宽"]],
    ["", []],
    ["！？。", []],
    ["𠮷野家", ["𠮷野", "野家"]],
  ])("%s", (text, words) => expect(wordsOf(text)).toEqual(words));

  test("leave out what tells nothing, and end", () => {
    expect(tellingWords("请问怎么退订")).toEqual(["问怎", "么退", "退订"]);
    expect(tellingWords("宽".repeat(3) + [..."天地玄黄宇宙洪荒"].join(" ").repeat(2_000)).length).toBeLessThanOrEqual(
      100,
    );
  });

  test.each([
    ["tdyw", "tdyw"],
    ["tui ding", "tuiding"],
    ["退订", undefined],
    ["t", undefined],
    ["4k", undefined],
  ])("letters of %s", (text, letters) => expect(lettersOf(text)).toBe(letters));
});

describe("plain text of an article", () => {
  test("loses its marks and keeps its words", () =>
    expect(plainOf("## 步骤\n\n1. 先看 **电源灯**\n- 见 [说明](https://x.example/a)\n> `重启`")).toBe(
      "步骤 先看 电源灯 见 说明 重启",
    ));
  test("begins with a sentence", () => {
    expect(beginning("短文")).toBe("短文");
    expect(beginning(`${"甲".repeat(60)}。${"乙".repeat(90)}`)).toBe(`${"甲".repeat(60)}。`);
    expect(beginning("甲".repeat(100))).toBe(`${"甲".repeat(90)}…`);
  });
});

describe("places of an answer", () => {
  test("are known or named", () => {
    expect(unknownPlaces("{customer}您好，工单{ticket}，{phone}{phone}{ }")).toEqual(["phone", " "]);
    expect(unknownPlaces("花括号 {{customer}} 也算")).toEqual([]);
  });
  test("are filled, and what has no value stays and is named", () =>
    expect(
      fillPlaces("{customer}您好，我是{agent}，工单{ticket}。", { agent: "林晓燕", customer: "$1{agent}" }),
    ).toEqual({
      text: "$1{agent}您好，我是林晓燕，工单{ticket}。",
      missing: ["ticket"],
    }));
});
