import type { Control, Registry } from "../control/control.ts";
import { type ParameterDeclaration, readParameter, showParameter } from "../control/parameter.ts";
import { clausesOf, type Content } from "./content.ts";

const kinds: Record<Control["kind"], string> = {
  obligation: "Obligations: what must be done, by whom, by when",
  guard: "Guards: what must not happen",
  decision: "Decisions: what value follows from the facts",
  metric: "Metrics: how well do we do",
};

/** The controls on offer as a page of Markdown, with the shipped clauses that bind each. */
export function controlsPage(registry: Registry, contents: readonly Content[]): string {
  const controls = [...registry.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const parts = Object.entries(kinds).flatMap(([kind, heading]) => {
    const own = controls.filter((control) => control.kind === kind);
    return own.length ? [`## ${heading}`, ...own.map((control) => section(control, contents))] : [];
  });
  const intro =
    "What a clause of a policy can bind. Written from the modules' `*.controls.ts` by `bin/document-controls.ts`; do not edit.";
  return `${["# Controls", intro, ...parts].join("\n\n")}\n`;
}

function section(control: Control, contents: readonly Content[]): string {
  const bound = contents.flatMap((content) =>
    clausesOf(content)
      .filter((clause) => clause.controls.some((binding) => binding.control === control.key))
      .map((clause) => clause.number),
  );
  return [
    `### \`${control.key}\` ${control.label.zh} / ${control.label.en}`,
    `${control.about.zh}\n${control.about.en}`,
    table(
      ["Parameter", "Type", "名称", "Label", "Default"],
      Object.entries(control.parameters).map(([name, one]) => [
        `\`${name}\``,
        typeText(one),
        one.label.zh,
        one.label.en,
        defaultText(one),
      ]),
    ),
    "facts" in control &&
      table(
        ["Fact", "Type", "名称", "Label"],
        Object.entries(control.facts).map(([name, fact]) => [
          `\`${name}\``,
          fact.type === "choice" ? choices(Object.keys(fact.values)) : fact.type,
          fact.label.zh,
          fact.label.en,
        ]),
      ),
    control.kind === "decision" &&
      `Gives: ${control.outcome.label.en}, ${control.outcome.type === "choice" ? choices(Object.keys(control.outcome.values)) : control.outcome.type}.`,
    control.kind === "metric" && `Better when ${control.better}.`,
    bound.length ? `Bound by: ${bound.join(", ")}.` : "No shipped clause binds it.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

const choices = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(" ");

function typeText(declaration: ParameterDeclaration): string {
  const values = declaration.values ? `: ${choices(Object.keys(declaration.values))}` : "";
  return `${declaration.type}${values}${declaration.optional ? ", optional" : ""}`;
}

function defaultText(declaration: ParameterDeclaration): string {
  if (declaration.default === undefined) return "";
  const reading = readParameter(declaration, declaration.default);
  return (reading.ok && showParameter(declaration, reading.value).en) || "none";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (!rows.length) return "";
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
