import { expect, test } from "vitest";
import { type CategoryAct, categoryAnswer } from "./category.controls.ts";

const all = { required: true, reason: true, definition: true };
const none = { required: false, reason: false, definition: false };
const facts = (given: Partial<CategoryAct>): CategoryAct => ({
  act: "register",
  sorted: true,
  explained: false,
  byStaff: true,
  ...given,
});

test.each<[string, object, Partial<CategoryAct>, "allowed" | "refused"]>([
  ["registered with a category", all, {}, "allowed"],
  ["registered without", all, { sorted: false }, "refused"],
  ["registered without, by the customer", all, { sorted: false, byStaff: false }, "allowed"],
  ["registered without, where none is required", none, { sorted: false }, "allowed"],
  ["sorted for the first time", all, { act: "sort" }, "allowed"],
  ["changed with a reason", all, { act: "change", explained: true }, "allowed"],
  ["changed without", all, { act: "change" }, "refused"],
  ["changed without, where no reason is asked", { ...all, reason: false }, { act: "change" }, "allowed"],
  ["changed to none, with a reason", all, { act: "change", sorted: false, explained: true }, "refused"],
  ["closed with a category", all, { act: "close" }, "allowed"],
  ["closed without", all, { act: "close", sorted: false }, "refused"],
  ["closed without, by the customer's answer", all, { act: "close", sorted: false, byStaff: false }, "allowed"],
  ["a category defined", all, { act: "define" }, "allowed"],
  ["a category without a definition", all, { act: "define", sorted: false }, "refused"],
  ["a category without, where none is asked", none, { act: "define", sorted: false }, "allowed"],
])("%s", (_, parameters, given, outcome) => {
  expect(categoryAnswer(parameters as never, facts(given)).outcome).toBe(outcome);
});
