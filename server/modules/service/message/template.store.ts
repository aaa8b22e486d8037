import type { Context, Statement } from "../../../platform/context.ts";
import type { Wording } from "./template.shipped.ts";

export type OwnWording = Wording & { key: string; version: number; changedByName: string; changedAt: string };

const columns = `key, email_subject as "emailSubject", email_body as "emailBody", sms_body as "smsBody", sms_number as "smsNumber", version,
  changed_by_name as "changedByName", changed_at as "changedAt"`;

const list: Statement = { name: "service.template.list", text: `select ${columns} from service.template` };
const find: Statement = {
  name: "service.template.find",
  text: `select ${columns} from service.template where key = $1`,
};

/** The company's own wordings; a template without one speaks as shipped. */
export const ownWordings = (ctx: Pick<Context, "query">) => ctx.query<OwnWording>(list, []);
export const ownWording = async (ctx: Pick<Context, "query">, key: string): Promise<OwnWording | undefined> =>
  (await ctx.query<OwnWording>(find, [key]))[0];

const put: Statement = {
  name: "service.template.put",
  text: `
    insert into service.template as t (key, email_subject, email_body, sms_body, sms_number, changed_by, changed_by_name, changed_at)
    select $1, $2, $3, $4, $5, $6, $7, $8 where $9 = 0 or exists (select 1 from service.template where key = $1)
    on conflict (key) do update set email_subject = excluded.email_subject, email_body = excluded.email_body, sms_body = excluded.sms_body,
           sms_number = excluded.sms_number, version = t.version + 1, changed_by = excluded.changed_by,
           changed_by_name = excluded.changed_by_name, changed_at = excluded.changed_at
     where t.version = $9
    returning ${columns}`,
};
/** Undefined where it is no longer the version that was seen; 0 is as shipped. */
export const putWording = async (
  ctx: Context,
  key: string,
  { emailSubject, emailBody, smsBody, smsNumber, version }: Wording & { version: number },
): Promise<OwnWording | undefined> =>
  (
    await ctx.query<OwnWording>(put, [
      key,
      emailSubject,
      emailBody,
      smsBody,
      smsNumber,
      ctx.actor.id,
      ctx.actor.name,
      ctx.now,
      version,
    ])
  )[0];

const remove: Statement = {
  name: "service.template.delete",
  text: "delete from service.template where key = $1 returning 1 as gone",
};
export const deleteWording = async (ctx: Context, key: string): Promise<boolean> =>
  (await ctx.query(remove, [key])).length > 0;
