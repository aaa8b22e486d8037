import type { Context } from "../../../platform/context.ts";
import { conflict, type FieldProblem, invalid, notFound } from "../../../platform/errors.ts";
import { newId, nobody } from "../../../platform/ids.ts";
import { placesIn } from "./message.rules.ts";
import { type Template, templateOf, templates, type Wording } from "./template.shipped.ts";
import { deleteWording, type OwnWording, ownWording, ownWordings, putWording } from "./template.store.ts";

/** Every template with the words that it says now. */
export async function readTemplates(ctx: Context) {
  const own = new Map((await ownWordings(ctx)).map((one) => [one.key, one]));
  return templates.map((template) => viewOf(template, own.get(template.key)));
}

function viewOf({ key, label, variables, secret = [], suits, shipped }: Template, own: OwnWording | undefined) {
  const { emailSubject, emailBody, smsBody, smsNumber } = own ?? shipped;
  return {
    key,
    label,
    suits,
    variables: Object.entries(variables).map(([name, text]) => ({ name, label: text, secret: secret.includes(name) })),
    emailSubject,
    emailBody,
    smsBody,
    smsNumber,
    version: own?.version ?? 0,
    changedByName: own?.changedByName ?? null,
    changedAt: own?.changedAt ?? null,
  };
}

/**
 * Puts the company's own words in place. @throws AppError platform.invalid (400) naming a place that the template does
 * not have; service.changed (409) where a colleague was quicker
 */
export async function changeTemplate(ctx: Context, key: string, given: Wording & { version: number }) {
  const template = find(key);
  const problems = (["emailSubject", "emailBody", "smsBody"] as const).flatMap((field) =>
    check(template, field, given),
  );
  if (problems.length) throw invalid(problems);
  const row = await putWording(ctx, key, given);
  if (!row)
    throw conflict(
      "service.changed",
      {
        zh: "模板已被他人修改，请查看最新内容后再保存。",
        en: "Somebody changed this template; look at it again before you save.",
      },
      { version: (await ownWording(ctx, key))?.version ?? 0 },
    );
  await tell(ctx, "changed", key);
  return viewOf(template, row);
}

/** Says what was shipped again. */
export async function resetTemplate(ctx: Context, key: string) {
  const template = find(key);
  if (await deleteWording(ctx, key)) await tell(ctx, "reset", key);
  return viewOf(template, undefined);
}

function find(key: string): Template {
  const template = templateOf(key);
  if (!template) throw notFound({ zh: "消息模板", en: "message template" });
  return template;
}

function check({ variables, secret = [] }: Template, field: "emailSubject" | "emailBody" | "smsBody", given: Wording) {
  const places = placesIn(given[field]);
  const problem = (name: string, zh: string, en: string): FieldProblem => ({
    field,
    text: { zh: `${zh}「{${name}}」`, en: `${en} {${name}}` },
  });
  return [
    ...places
      .filter((name) => !(name in variables))
      .map((name) => problem(name, "没有这个变量", "there is no variable")),
    // What opens something does not belong where everybody reads it, and without it the message is of no use.
    ...secret.flatMap((name) =>
      field === "emailSubject"
        ? places.includes(name)
          ? [problem(name, "主题中不能使用", "a subject may not hold")]
          : []
        : places.includes(name)
          ? []
          : [problem(name, "正文必须包含", "the text must hold")],
    ),
  ];
}

const tell = (ctx: Context, verb: string, key: string) =>
  ctx.emit({
    kind: `service.template.${verb}`,
    customerId: nobody,
    subjectType: "message_template",
    subjectId: newId(),
    data: { template: key },
  });
