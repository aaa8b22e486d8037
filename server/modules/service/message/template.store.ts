import type { Context, Statement } from "../../../platform/context.ts";
import type { Wording } from "./template.shipped.ts";

export type OwnWording = Wording & { key: string; version: number; changedByName: string; changedAt: string };

const columns = `key, email_subject as "emailSubject", email_body as "emailBody", sms_body as "smsBody", version,
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
