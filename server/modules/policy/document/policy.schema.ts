import { z } from "zod";
import { Text } from "../../../platform/text.schema.ts";
import { parameterTypes } from "../control/parameter.ts";
import { tableSchema } from "../decision/index.ts";
import { Clause, Content } from "./content.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const kind = z.enum(["company", "norm"]);
const instant = z.iso.datetime();

const Problem = z
  .object({
    severity: z.enum(["error", "warning", "note"]),
    code: z.string(),
    text: Text,
    file: z.string().optional(),
    line: z.number().optional(),
    clause: z.string().optional(),
    control: z.string().optional(),
    parameter: z.string().optional(),
    row: z.number().optional(),
    norm: z.object({ document: z.string(), clause: z.string(), title: Text }).optional(),
  })
  .meta({ id: "PolicyProblem" });

const VersionHead = z
  .object({
    id: z.uuid(),
    code: z.string(),
    kind,
    number: z.number(),
    state: z.enum(["draft", "review", "approved", "in_force", "replaced", "withdrawn"]),
    note: z.string().nullable(),
    baseId: z.uuid().nullable(),
    effectiveFrom: instant.nullable(),
    effectiveTo: instant.nullable(),
    draftedByName: z.string(),
    submittedByName: z.string().nullable(),
    submittedAt: instant.nullable(),
    returnedByName: z.string().nullable(),
    returnReason: z.string().nullable(),
    approvedByName: z.string().nullable(),
    approvedAt: instant.nullable(),
    version: z.number(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "PolicyVersionHead" });

export const PolicySummary = z
  .object({
    id: z.uuid(),
    code: z.string(),
    kind,
    title: Text,
    about: Text,
    inForce: VersionHead.nullable(),
    /** Drafts, versions under review, and those approved for a later day. */
    pending: z.array(VersionHead),
    /** Of the version in force, else of the newest: bound clauses, or switched-on clauses of a norm. */
    clauses: z.object({ total: z.number(), bound: z.number(), unbound: z.number() }),
  })
  .meta({ id: "Policy" });

export const PolicyWithVersions = PolicySummary.extend({ versions: z.array(VersionHead) }).meta({
  id: "PolicyWithVersions",
});

const ParameterView = z.object({
  name: z.string(),
  type: z.enum(parameterTypes),
  label: Text,
  optional: z.boolean(),
  origin: z.enum(["clause", "value", "default", "none"]),
  written: z.unknown(),
  value: z.unknown(),
  shown: Text.nullable(),
});

const ClauseView = z
  .object({
    number: z.string(),
    title: Text,
    text: Text,
    /** The text with its values in words. */
    shown: Text,
    register: z.array(z.string()),
    values: z.array(z.object({ name: z.string(), default: scalar, origin: z.enum(["source", "ours"]), shown: Text })),
    controls: z.array(
      z.object({
        control: z.string(),
        kind: z.enum(["obligation", "guard", "decision", "metric"]).nullable(),
        label: Text,
        about: Text.nullable(),
        parameters: z.array(ParameterView),
        table: tableSchema.nullable(),
        tableIsExample: z.boolean(),
      }),
    ),
    source: Text.nullable(),
    read: z.string().nullable(),
    trust: z.enum(["A", "B", "C"]).nullable(),
    region: z.string().nullable(),
    enabled: z.boolean().nullable(),
    appliesTo: z.array(z.string()).nullable(),
    limits: z.array(
      z.object({ control: z.string(), parameter: z.string(), label: Text.nullable(), shown: Text, live: z.boolean() }),
    ),
    problems: z.array(Problem),
  })
  .meta({ id: "ClauseView" });

export const VersionView = VersionHead.extend({
  title: Text,
  about: Text,
  chapters: z.array(z.object({ number: z.string(), title: Text, clauses: z.array(ClauseView) })),
  problems: z.array(Problem),
}).meta({ id: "PolicyVersion" });

export const ClauseSaved = z
  .object({ version: z.number(), clause: ClauseView.nullable(), problems: z.array(Problem) })
  .meta({ id: "ClauseSaved" });

const words = z.object({ before: Text, after: Text }).nullable();
const ValueChange = z.object({ name: z.string(), label: Text, before: Text.nullable(), after: Text.nullable() });
const changeKind = z.enum(["added", "removed", "changed"]);
export const VersionChanges = z
  .object({
    before: VersionHead,
    after: VersionHead,
    clauses: z.array(
      z.object({
        number: z.string(),
        title: Text,
        kind: changeKind,
        heading: words,
        text: words,
        enabled: z.object({ before: z.boolean(), after: z.boolean() }).nullable(),
        limits: words,
        binds: words,
        values: z.array(ValueChange),
        controls: z.array(
          z.object({
            control: z.string(),
            label: Text,
            kind: changeKind,
            parameters: z.array(ValueChange),
            table: z.array(
              z.object({ kind: z.string(), before: z.number().optional(), after: z.number().optional(), text: Text }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "PolicyVersionChanges" });

export const PackFile = z
  .strictObject({ name: z.string().regex(/^[\w-]{1,80}\.yaml$/), text: z.string().max(500_000) })
  .meta({ id: "PolicyFile" });

const version = z.int().positive();
export const Versioned = z.strictObject({ version }).meta({ id: "PolicyVersionSeen" });
export const NewDraft = z
  .strictObject({ from: z.union([z.uuid(), z.literal("pack")]), note: z.string().trim().max(500).nullish() })
  .meta({ id: "NewPolicyDraft" });
export const Import = z
  .strictObject({
    files: z
      .array(PackFile)
      .min(1)
      .max(100)
      .refine((files) => new Set(files.map((file) => file.name)).size === files.length, {
        message: "文件名重复 / file names repeat",
      }),
    note: z.string().trim().max(500).nullish(),
    dryRun: z.boolean().default(false),
  })
  .meta({ id: "PolicyImport" });

export const Imported = z
  .object({ id: z.uuid().nullable(), code: z.string(), problems: z.array(Problem) })
  .meta({ id: "PolicyImported" });

const textIn = z.strictObject({ zh: z.string().trim().min(1).max(5000), en: z.string().trim().min(1).max(5000) });
export const ClauseChange = z
  .strictObject({
    version,
    title: textIn.optional(),
    text: textIn.optional(),
    values: z.record(z.string().max(120), scalar.nullable()).optional(),
    enabled: z.boolean().optional(),
    appliesTo: z.array(Content.shape.code).max(50).nullable().optional(),
  })
  .meta({ id: "ClauseChange" });
export const NewClause = z
  .strictObject({ version, chapter: z.string(), number: Clause.shape.number, title: textIn, text: textIn })
  .meta({ id: "NewClause" });
export const ControlSetting = z
  .strictObject({ version, parameters: z.record(z.string(), z.unknown()).default({}), table: tableSchema.optional() })
  .meta({ id: "ControlSetting" });
export const Return = Versioned.extend({ reason: z.string().trim().min(1).max(1000) }).meta({ id: "PolicyReturn" });
export const Approval = Versioned.extend({ effectiveFrom: z.iso.datetime({ offset: true }).nullish() }).meta({
  id: "PolicyApproval",
});
