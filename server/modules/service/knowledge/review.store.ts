import type { Context, Statement } from "../../../platform/context.ts";

const unpromised: Statement = {
  name: "service.article.unpromised",
  text: `
    select a.id, a.title, a.owner_id as "ownerId" from service.article a
     where a.state = 'published'
       and not exists (select 1 from policy.open_promises o
                        where o.customer_id = '00000000-0000-0000-0000-000000000000' and o.subject_id = a.id and o.control = $1)
     order by a.id limit 500`,
};

/** Articles in use whose review nobody promised, at most 500. */
export const unpromisedArticles = (ctx: Context, control: string) =>
  ctx.query<{ id: string; title: string; ownerId: string | null }>(unpromised, [control]);

export const setReviewDay = (ctx: Context, id: string, reviewOn: string | null) =>
  ctx.tx.updateTable("service.article").set({ reviewOn }).where("id", "=", id).execute();
