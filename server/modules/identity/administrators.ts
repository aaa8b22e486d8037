import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { conflict } from "../../platform/errors.ts";

/** What makes somebody an administrator here: being able to give roles and to say what roles may do. */
const keys = ["identity.roles.assign", "identity.roles.manage"];

/**
 * Runs a change of rights and refuses it when nobody active could change rights afterwards. Such changes wait for
 * each other, so that two administrators cannot remove one another at the same moment.
 * @throws AppError identity.last_administrator (409)
 */
export async function keepingAdministrator<T>(ctx: Context, change: () => Promise<T>): Promise<T> {
  await sql`select id from identity.role where grants && ${keys}::text[] order by id for update`.execute(ctx.tx);
  const before = await someoneAdministers(ctx);
  const result = await change();
  if (before && !(await someoneAdministers(ctx)))
    throw conflict("identity.last_administrator", {
      zh: "这是最后一位能设置权限的管理员，须先指定另一位管理员。",
      en: "This is the last administrator: appoint another one first.",
    });
  return result;
}

async function someoneAdministers(ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity.staff s join identity.staff_role sr on sr.staff_id = s.id join identity.role r on r.id = sr.role_id, unnest(r.grants) g
     where s.state = 'active' and g = any(${keys}::text[])
     group by s.id having count(distinct g) = ${keys.length} limit 1`.execute(ctx.tx);
  return rows.length > 0;
}
