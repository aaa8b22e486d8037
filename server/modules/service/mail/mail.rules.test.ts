import { describe, expect, test } from "vitest";
import { heldBecause, newWords, sizeText, subjectOf, ticketNumbersIn } from "./mail.rules.ts";

const person = { autoSubmitted: null, precedence: null, suppressesAnswers: false, isList: false, isReport: false };

describe("a letter is held off", () => {
  test.each([
    [{}, "ou@a.example", null],
    [{ autoSubmitted: "no" }, "ou@a.example", null],
    [{ precedence: "first-class" }, "ou@a.example", null],
    [{}, null, null],
    [{}, "desk@own.example", "own"],
    [{ autoSubmitted: "auto-replied" }, "ou@a.example", "automatic"],
    [{ autoSubmitted: "auto-generated; x=1" }, "ou@a.example", "automatic"],
    [{ precedence: "auto_reply" }, "ou@a.example", "automatic"],
    [{ suppressesAnswers: true }, "ou@a.example", "automatic"],
    [{ isReport: true }, "ou@a.example", "automatic"],
    [{}, "mailer-daemon@a.example", "automatic"],
    [{}, "no-reply@a.example", "automatic"],
    [{ precedence: "bulk" }, "ou@a.example", "bulk"],
    [{ precedence: "list" }, "ou@a.example", "bulk"],
    [{ isList: true }, "ou@a.example", "bulk"],
  ])("%o from %s: %s", (marks, from, held) => {
    expect(heldBecause({ ...person, ...marks }, from, "desk@own.example")).toBe(held);
  });
});

test.each([
  ["Re: [T261125-K7QM4] 无信号", ["T261125-K7QM4"]],
  ["t261125-k7qm4 and T261125-AAAAA", ["T261125-K7QM4", "T261125-AAAAA"]],
  ["XT261125-K7QM4, T261125-K7QM40, T26112-K7QM4", []],
  ["", []],
])("numbers in %j", (subject, numbers) => expect(ticketNumbersIn(subject)).toEqual(numbers));

describe("what is new in an answer", () => {
  test.each([
    ["好的，谢谢\n\n在 2026年6月15日 10:00，有章客服 写道：\n> 您好", "好的，谢谢"],
    ["Thanks!\n\nOn Mon, Jun 15, 2026 at 10:00 AM Desk <desk@a.example> wrote:\n> hello\n> there", "Thanks!"],
    ["谢谢\n------------------ 原始邮件 ------------------\n发件人: 客服", "谢谢"],
    ["谢谢\n发件人：客服\n主题：无信号", "谢谢"],
    ["谢谢\n\n> 您好\n> 已修复\n", "谢谢"],
    ["> 您好\n没有修复", "> 您好\n没有修复"],
    ["第一行\n第二行", "第一行\n第二行"],
    ["> 只有引文", "> 只有引文"],
    ["2026年写道：我的建议是…", "2026年写道：我的建议是…"],
  ])("%j", (text, expected) => expect(newWords(text)).toBe(expected));
});

test.each([
  [62_914_560, "60.0 MB"],
  [12_300, "12 KB"],
  [3, "1 KB"],
])("%d bytes are %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));

test.each([
  ["无信号", "从昨天起", "无信号"],
  ["", "从昨天起没有信号。\n谢谢", "从昨天起没有信号。"],
  ["慢", "网络很慢", "网络很慢"],
  ["!", "", "（无主题）"],
])("subject %j over %j is called %j", (subject, text, expected) => expect(subjectOf({ subject, text })).toBe(expected));
