import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { registry } from "../../../app.ts";
import { shippedCalendars } from "../../../platform/calendar/index.ts";
import { checkPolicies } from "./check.ts";
import { clausesOf } from "./content.ts";
import { readPack } from "./read.ts";
import { shippedPacks } from "./shipped.ts";
import { writePack } from "./write.ts";

const roles = parse(await readFile(new URL("../../../../db/seed/roles.yaml", import.meta.url), "utf8")) as {
  key: string;
  label: { zh: string; en: string };
}[];
const names = {
  calendars: new Map(shippedCalendars.map((one) => [one.name, one.label])),
  roles: new Map(roles.map((one) => [one.key, one.label])),
};
const packs = await shippedPacks();
const norms = packs.get("norms")!.content!;

test.each([...packs.keys()])("the pack %s has no error, on its own and against all norms that are on", (name) => {
  const { content, places, problems } = packs.get(name)!;
  expect(problems).toEqual([]);
  const errors = checkPolicies(content!, { registry, norms: [norms], names }, places).filter(
    (one) => one.severity === "error",
  );
  expect(errors.map((one) => `${one.file}:${one.line} ${one.clause} ${one.text.en}`)).toEqual([]);
});

test.each([...packs.keys()])("the pack %s written back reads the same", async (name) => {
  const folder = await mkdtemp(path.join(tmpdir(), "youzhang-pack-"));
  try {
    await writePack(folder, packs.get(name)!.content!);
    const again = await readPack(folder);
    expect(again.problems).toEqual([]);
    expect(again.content).toEqual(packs.get(name)!.content);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("every norm has a source, a region and a trust mark; unread ones are off", () => {
  const clauses = clausesOf(norms);
  const incomplete = clauses.filter((clause) => !clause.source || !clause.region || !clause.trust);
  expect(incomplete.map((clause) => clause.number)).toEqual([]);
  const unread = clauses.filter((clause) => clause.trust === "C");
  expect(unread.filter((clause) => clause.enabled !== false).map((clause) => clause.number)).toEqual([]);
  expect(unread.length).toBeGreaterThan(0);
});

test("a control that several packs bind stands where the register has the same clause", () => {
  // The merged pack lists the clauses of the others that it carries, and so connects them.
  const order = ["broadcaster", "merged", ...packs.keys()];
  const registers = new Map<string, Set<string>>();
  const strangers: string[] = [];
  for (const name of order)
    for (const clause of clausesOf(packs.get(name)!.content!))
      for (const { control } of clause.controls) {
        const [before, own] = [registers.get(control), clause.register ?? []];
        if (before && !own.some((one) => before.has(one))) strangers.push(`${control} at ${clause.number}`);
        registers.set(control, new Set([...(before ?? []), ...own]));
      }
  expect(strangers).toEqual([]);
  expect(registers.size).toBeGreaterThan(10);
});
