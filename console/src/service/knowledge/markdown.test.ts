import { describe, expect, test } from "vitest";
import { inlineOf, isSafe, parseMarkdown } from "./markdown.ts";

const text = (one: string) => ({ kind: "text", text: one });

describe("blocks", () => {
  test("headings, paragraphs with their lines, rules", () =>
    expect(parseMarkdown("## 步骤\n一行\n二行\n\n---\n另一段")).toEqual([
      { kind: "heading", level: 2, parts: [text("步骤")] },
      { kind: "paragraph", lines: [[text("一行")], [text("二行")]] },
      { kind: "rule" },
      { kind: "paragraph", lines: [[text("另一段")]] },
    ]));

  test("lists within lists keep their numbers", () =>
    expect(parseMarkdown("3. 看灯\n   - 红灯\n   - 绿灯\n4. 重启\n\n完")).toEqual([
      {
        kind: "list",
        ordered: true,
        start: 3,
        items: [
          {
            parts: [text("看灯")],
            blocks: [
              {
                kind: "list",
                ordered: false,
                start: 1,
                items: [
                  { parts: [text("红灯")], blocks: [] },
                  { parts: [text("绿灯")], blocks: [] },
                ],
              },
            ],
          },
          { parts: [text("重启")], blocks: [] },
        ],
      },
      { kind: "paragraph", lines: [[text("完")]] },
    ]));

  test("quotes, tables and code", () =>
    expect(parseMarkdown("> 注意\n> - 一\n\n| 灯 | 意思 |\n|---|---|\n| 红 | 待机 |\n\n```\n<b>1</b>\n```")).toEqual([
      {
        kind: "quote",
        blocks: [
          { kind: "paragraph", lines: [[text("注意")]] },
          { kind: "list", ordered: false, start: 1, items: [{ parts: [text("一")], blocks: [] }] },
        ],
      },
      { kind: "table", head: [[text("灯")], [text("意思")]], rows: [[[text("红")], [text("待机")]]] },
      { kind: "code", text: "<b>1</b>" },
    ]));

  test.each(["", "\n\n", "```", "> ", "- ", "|", "#", "1.", "\\", "**", "[](", "|\n|---|"])("%j ends well", (given) =>
    expect(() => parseMarkdown(given)).not.toThrow(),
  );

  test("a text that digs endlessly, or repeats its marks endlessly, is done in no time", () => {
    const before = performance.now();
    parseMarkdown("> ".repeat(20_000) + "深");
    parseMarkdown("- ".repeat(20_000));
    parseMarkdown("**".repeat(20_000));
    parseMarkdown("[".repeat(20_000) + "](x)");
    parseMarkdown("*a ".repeat(10_000));
    parseMarkdown("|-".repeat(10_000) + "\n" + "|-".repeat(10_000));
    expect(performance.now() - before).toBeLessThan(1_500);
  });
});

describe("words within a line", () => {
  test("marks that are known", () =>
    expect(inlineOf("按 **电源键** 和 `E04`，见 [说明](/knowledge)。")).toEqual([
      text("按 "),
      { kind: "strong", parts: [text("电源键")] },
      text(" 和 "),
      { kind: "code", text: "E04" },
      text("，见 "),
      { kind: "link", href: "/knowledge", parts: [text("说明")] },
      text("。"),
    ]));
  test("marks that are escaped, or end nowhere, stay", () => {
    expect(inlineOf("2\\*3 **没有结束")).toEqual([text("2"), text("*"), text("3 **没有结束")]);
  });
});

describe("nothing runs", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;",
  ];
  test.each(hostile)("%s stays text", (given) => {
    const [block] = parseMarkdown(given);
    expect(block).toEqual({ kind: "paragraph", lines: [[text(given)]] });
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "https:///x",
    "blob:x",
    "",
  ])("an address like %j is no link", (address) => {
    expect(isSafe(address)).toBe(false);
    expect(JSON.stringify(parseMarkdown(`[点我](${address})`))).not.toContain('"link"');
  });

  test.each(["https://a.example/x?y=1", "http://a.example", "mailto:a@b.example", "tel:+8610", "/customers/1"])(
    "%s is a link",
    (address) => expect(isSafe(address)).toBe(true),
  );
});
