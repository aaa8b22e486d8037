import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openLive } from "./connection.ts";

class Fake {
  readyState = 0;
  readonly heard = new Map<string, (event: unknown) => void>();
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
  addEventListener(name: string, listener: unknown) {
    this.heard.set(name, listener as (event: unknown) => void);
  }
  close() {
    this.readyState = 2;
  }
  say(name: string, data: unknown, lastEventId = "") {
    this.readyState = 1;
    this.heard.get(name)!({ data: JSON.stringify(data), lastEventId });
  }
  refuse() {
    this.readyState = 2;
    this.heard.get("error")!({});
  }
}

let opened: Fake[];
let hidden: boolean;
let visibility: () => void;
let live: ReturnType<typeof openLive>;
const said: string[] = [];
const listen = (topic: string, background = false) =>
  live.listen(topic, ({ type }) => void said.push(`${topic} ${type}`), background);
const now = () => opened.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  [opened, hidden] = [[], false];
  said.length = 0;
  live = openLive({
    open: (url) => {
      opened.push(new Fake(url));
      return now() as unknown as EventSource;
    },
    isHidden: () => hidden,
    onVisibility: (changed) => (visibility = changed),
  });
});
afterEach(() => vi.useRealTimers());

test("opens one stream for all that listen at once, and tells each its own", () => {
  listen("a");
  listen("b");
  vi.advanceTimersByTime(50);
  expect(opened.map((one) => one.url)).toEqual(["/api/v1/live?topics=a,b"]);
  now().say("ready", { resync: true });
  now().say("message", { topic: "b", type: "changed" });
  expect(said).toEqual(["a resync", "b resync", "b changed"]);
});

test("opens anew for another topic, from the last message on, and only the new one reads anew", () => {
  listen("a");
  vi.advanceTimersByTime(50);
  now().say("ready", { resync: true }, "m-1");
  now().say("message", { topic: "a", type: "x" }, "m-2");
  listen("b");
  vi.advanceTimersByTime(50);
  expect([opened[0]!.readyState, now().url]).toEqual([2, "/api/v1/live?topics=a,b&since=m-2"]);
  said.length = 0;
  now().say("ready", { resync: false }, "m-2");
  expect(said).toEqual(["b resync"]);
});

test("stays open while anybody listens, and closes after the last", () => {
  const [first, second] = [listen("a"), listen("a")];
  vi.advanceTimersByTime(50);
  first();
  vi.advanceTimersByTime(50);
  expect(now().readyState).toBe(0);
  second();
  vi.advanceTimersByTime(50);
  expect([opened.length, now().readyState]).toEqual([1, 2]);
});

test("tries again after a refusal, more and more seldom", () => {
  listen("a");
  vi.advanceTimersByTime(50);
  now().refuse();
  vi.advanceTimersByTime(2_000);
  expect(opened.length).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(opened.length).toBe(2);
  now().refuse();
  vi.advanceTimersByTime(4_000);
  expect(opened.length).toBe(2);
  vi.advanceTimersByTime(4_000);
  expect(opened.length).toBe(3);
});

test("leaves the connection to others while nobody looks, and comes back", () => {
  listen("a");
  vi.advanceTimersByTime(50);
  now().say("ready", { resync: true }, "m-1");
  hidden = true;
  visibility();
  vi.advanceTimersByTime(20_000);
  expect(now().readyState).toBe(2);
  hidden = false;
  visibility();
  expect([opened.length, now().url]).toEqual([2, "/api/v1/live?topics=a&since=m-1"]);
});

test("stays where something is to be heard in the background", () => {
  listen("a", true);
  vi.advanceTimersByTime(50);
  hidden = true;
  visibility();
  vi.advanceTimersByTime(20_000);
  expect(now().readyState).toBe(0);
});
