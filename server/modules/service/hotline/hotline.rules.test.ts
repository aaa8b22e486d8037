import { describe, expect, test } from "vitest";
import { phoneOf, stateOfCall, waited } from "../contact/contact.rules.ts";
import { isSigned, isTimely, signatureOf } from "./signature.rules.ts";

const nothing = {
  rangAt: null,
  answeredAt: null,
  missedAt: null,
  endedAt: null,
  seconds: null,
  handledAt: null,
  ticketId: null,
};
const at = "2026-06-15T02:00:00Z";

describe("where a call stands", () => {
  test.each([
    ["it rings", { rangAt: at }, "ringing"],
    ["nothing is known yet", {}, "ringing"],
    ["somebody answered", { rangAt: at, answeredAt: at }, "open"],
    ["it ended after a talk, and the answer was not told", { endedAt: at, seconds: 60 }, "open"],
    ["it ended without a talk", { rangAt: at, endedAt: at, seconds: 0 }, "missed"],
    ["it was missed", { rangAt: at, missedAt: at }, "missed"],
    ["one telephone missed it, another answered", { rangAt: at, missedAt: at, answeredAt: at }, "open"],
    ["it was finished while the talk went on", { answeredAt: at, handledAt: at }, "done"],
    ["it was missed and the customer called back", { missedAt: at, handledAt: at }, "done"],
    ["a ticket goes on with it", { answeredAt: at, ticketId: "x" }, "done"],
  ])("%s", (_, signs, state) => expect(stateOfCall({ ...nothing, ...signs })).toBe(state));
});

test.each([
  [{ rangAt: at, answeredAt: "2026-06-15T02:00:14.600Z" }, 15],
  [{ rangAt: at, answeredAt: "2026-06-15T01:59:59Z" }, 0],
  [{ rangAt: null, answeredAt: at }, null],
  [{ rangAt: at, answeredAt: null }, null],
])("waited %o: %s", (signs, seconds) => expect(waited(signs)).toBe(seconds));

test.each([
  ["138 1234 5678", "13812345678"],
  ["+86 (138) 1234-5678", "+8613812345678"],
  ["010-12345", "01012345"],
  ["anonymous", undefined],
  ["1234", undefined],
  ["13812345678;drop", undefined],
  ["", undefined],
  [undefined, undefined],
])("the number of %s is %s", (text, phone) => expect(phoneOf(text)).toBe(phone));

describe("a signature", () => {
  const body = Buffer.from('{"event":"ringing"}');
  const good = signatureOf("secret", "1781488800", body);

  test("is the known one", () =>
    // printf '1781488800.{"event":"ringing"}' | openssl dgst -sha256 -hmac secret
    expect(good).toBe("9dfbc8382855c5783c7a32d63d6de095011b0c55501675c142c7be0ec5454994"));

  test.each([
    ["the secret's", ["secret"], good, true],
    ["the former secret's", ["new", "secret"], good, true],
    ["with its name before it", ["secret"], `sha256=${good}`, true],
    ["in capitals", ["secret"], good.toUpperCase(), true],
    ["another secret's", ["other"], good, false],
    ["of nobody", [], good, false],
    ["cut short", ["secret"], good.slice(0, -2), false],
    ["no hex at all", ["secret"], "签名", false],
    ["empty", ["secret"], "", false],
  ] as [string, string[], string, boolean][])("%s", (_, secrets, signature, holds) =>
    expect(isSigned(secrets, "1781488800", body, signature)).toBe(holds),
  );

  test("covers time and every byte", () => {
    expect(isSigned(["secret"], "1781488801", body, good)).toBe(false);
    expect(isSigned(["secret"], "1781488800", Buffer.from('{"event":"ringing" }'), good)).toBe(false);
    // The dot between them cannot be moved.
    expect(isSigned(["secret"], "178148880", Buffer.from(`0.${body.toString()}`), good)).toBe(false);
  });
});

test.each([
  ["1781488800", true],
  ["1781488500", true],
  ["1781489100", true],
  ["1781488499", false],
  ["1781489101", false],
  ["1781488800000", false],
  ["1781488800.0", false],
  ["", false],
  ["NaN", false],
])("a message of %s is timely: %s", (timestamp, timely) =>
  expect(isTimely(timestamp, new Date("2026-06-15T02:00:00Z"))).toBe(timely),
);
