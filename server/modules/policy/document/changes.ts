import type { Text } from "../../../platform/text.ts";
import { diff } from "../decision/index.ts";
import { noNames } from "../control/parameter.ts";
import type { Surroundings } from "./check.ts";
import { writtenParameters } from "./compile.ts";
import { type BindingText, type Clause, clausesOf, type Content } from "./content.ts";
import { boundText } from "./norms.ts";
import { splitName } from "./places-in-text.ts";
import { showSetting, showWritten } from "./words.ts";

type Around = Pick<Surroundings, "registry" | "names">;
type Kind = "added" | "removed" | "changed";

export type ValueChange = {
  readonly name: string;
  readonly label: Text;
  readonly before: Text | null;
  readonly after: Text | null;
};
export type ControlChange = {
  readonly control: string;
  readonly label: Text;
  readonly kind: Kind;
  readonly parameters: ValueChange[];
  /** Row by row in words; empty where the tables are the same. */
  readonly table: { readonly kind: string; readonly before?: number; readonly after?: number; readonly text: Text }[];
};
export type ClauseChanges = {
  readonly number: string;
  readonly title: Text;
  readonly kind: Kind;
  /** Words and switches before and after; null where there were none. */
  readonly heading: { readonly before: Text; readonly after: Text } | null;
  readonly text: { readonly before: Text; readonly after: Text } | null;
  readonly enabled: { readonly before: boolean; readonly after: boolean } | null;
  /** What a norm demands, and whom it binds, in words. */
  readonly limits: { before: Text; after: Text } | null;
  readonly binds: { before: Text; after: Text } | null;
  readonly values: ValueChange[];
  readonly controls: ControlChange[];
};

/** What changes from one version of a document to another, clause by clause in the order of the new one. */
export function changesBetween(before: Content, after: Content, around: Around): ClauseChanges[] {
  const [old, now] = [clausesOf(before), clausesOf(after)];
  const removed = old.filter((clause) => !now.some((one) => one.number === clause.number));
  return [
    ...now.flatMap((clause) => {
      const changes = compare(
        old.find((one) => one.number === clause.number),
        clause,
        around,
      );
      return changes ? [changes] : [];
    }),
    ...removed.map((clause) => compare(clause, undefined, around)!),
  ];
}

function compare(before: Clause | undefined, after: Clause | undefined, around: Around): ClauseChanges | undefined {
  const clause = (after ?? before)!;
  const kind: Kind = !before ? "added" : !after ? "removed" : "changed";
  const apart = <T>(read: (one: Clause) => T) =>
    before && after && !same(read(before), read(after)) ? { before: read(before), after: read(after) } : null;
  const changes: ClauseChanges = {
    number: clause.number,
    title: clause.title,
    kind,
    heading: apart((one) => one.title),
    text: apart((one) => one.text),
    enabled: apart((one) => one.enabled !== false),
    limits: apart(limitTexts),
    binds: apart(bindsText),
    values: valueChanges(freeValues(before, around), freeValues(after, around)),
    controls: controlChanges(before, after, around),
  };
  const { heading, text, enabled, limits, binds, values, controls } = changes;
  const nothing = !heading && !text && !enabled && !limits && !binds && !values.length && !controls.length;
  return kind === "changed" && nothing ? undefined : changes;
}

const limitTexts = (clause: Clause): Text => {
  const texts = (clause.limits ?? []).map((limit) => {
    const bound = boundText(limit);
    const name = `${limit.control}.${limit.parameter}`;
    return { zh: `${name} ${bound.zh}`, en: `${name} ${bound.en}` };
  });
  return { zh: texts.map((one) => one.zh).join("；"), en: texts.map((one) => one.en).join("; ") };
};

const bindsText = ({ appliesTo }: Clause): Text =>
  appliesTo ? { zh: appliesTo.join("、"), en: appliesTo.join(", ") } : { zh: "全部制度", en: "every policy" };

function controlChanges(before: Clause | undefined, after: Clause | undefined, around: Around): ControlChange[] {
  const keys = new Set([before, after].flatMap((clause) => clause?.controls.map((one) => one.control) ?? []));
  return [...keys].flatMap((key) => {
    const bound = (clause: Clause | undefined) => clause?.controls.find((one) => one.control === key);
    const [old, now] = [bound(before), bound(after)];
    const control = around.registry.get(key);
    const facts = control?.kind === "decision" ? control.facts : {};
    const change: ControlChange = {
      control: key,
      label: control?.label ?? { zh: key, en: key },
      kind: !old ? "added" : !now ? "removed" : "changed",
      parameters: valueChanges(settings(before, old, around), settings(after, now, around)),
      table: old?.table && now?.table ? diff(old.table, now.table, facts) : [],
    };
    const tableCame = same(Boolean(old?.table), Boolean(now?.table)) === false;
    return change.kind !== "changed" || change.parameters.length || change.table.length || tableCame ? [change] : [];
  });
}

type Shown = Map<string, { readonly label: Text; readonly text: Text }>;

/** What a clause sets of a control, in words. */
function settings(clause: Clause | undefined, binding: BindingText | undefined, { registry, names }: Around): Shown {
  if (!clause || !binding) return new Map();
  const control = registry.get(binding.control);
  const written = control ? writtenParameters(control, clause, binding) : binding.parameters;
  return new Map(
    Object.entries(written).map(([name, value]) => [
      name,
      {
        label: control?.parameters[name]?.label ?? { zh: name, en: name },
        text: control ? showSetting(control, name, value, names ?? noNames) : showWritten(value),
      },
    ]),
  );
}

/** Values of a clause whose control it does not bind. */
function freeValues(clause: Clause | undefined, { registry, names }: Around): Shown {
  const free = (clause?.values ?? []).filter(
    (value) => !clause!.controls.some((one) => one.control === splitName(value.name).control),
  );
  return new Map(
    free.map((value) => {
      const { control: key, parameter } = splitName(value.name);
      const control = registry.get(key);
      const label = control?.parameters[parameter]?.label ?? { zh: value.name, en: value.name };
      const text = control
        ? showSetting(control, parameter, value.default, names ?? noNames)
        : showWritten(value.default);
      return [value.name, { label, text }];
    }),
  );
}

const valueChanges = (before: Shown, after: Shown): ValueChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old && now && same(old.text, now.text)) return [];
    return [{ name, label: (now ?? old)!.label, before: old?.text ?? null, after: now?.text ?? null }];
  });

/** Equal as data: the order of keys does not count, since the database does not keep it. */
const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);
const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === "object" && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)))
      : one,
  );
