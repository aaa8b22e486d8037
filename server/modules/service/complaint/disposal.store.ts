import type { Context, Statement } from "../../../platform/context.ts";

type Ticket = { readonly customerId: string; readonly id: string };

const gone = "'[—]'";
const of = "customer_id = $1 and ticket_id = $2";
const statements: readonly Statement[] = [
  [
    "ticket",
    `update service.ticket set subject = ${gone}, content = ${gone}, outcome = null, tokens = '{}', version = version + 1 where customer_id = $1 and id = $2`,
  ],
  ["entry", `update service.entry set body = ${gone} where ${of}`],
  ["message", `update service.message set subject = null, body = ${gone}, address = null, secrets = null where ${of}`],
  ["finding", `update service.investigation set finding = ${gone}, person_id = null, person_name = null where ${of}`],
  ["found", `update service.complaint set person_id = null where ${of}`],
  ["solution", `update service.solution set body = ${gone} where ${of}`],
  ["measure", `update service.solution_measure set what = ${gone}, done_note = null where ${of}`],
  ["review", `update service.closing_review set notes = ${gone} where ${of}`],
  ["telling", `update service.telling set body = ${gone}, words = null where ${of}`],
  [
    "compensation",
    `update service.compensation_instruction set basis = '{}', hand_reason = null, settled_note = null where ${of}`,
  ],
  // What the customer said or wrote stands where it came in, too.
  [
    "contact",
    `update service.contact set subject = ${gone}, content = ${gone}, features_wanted = null, latent_needs = null, tokens = '{}', recording_url = null
      where customer_id = $1 and ticket_id = $2`,
  ],
  // The daily sweep takes files whose time is over.
  [
    "file",
    `update platform.file set expires_at = $3
      where id in (select file_id from service.attachment where ${of} union select raw_file_id from service.mail where ${of})`,
  ],
  ["letter", `update service.mail set html = null, raw_file_id = null, refused = '[]' where ${of}`],
  ["attachment", `delete from service.attachment where ${of}`],
].map(([name, text]) => ({ name: `service.disposal.${name}`, text: text! }));

/** Takes the words out of a complaint; what remains is counted: kinds, causes, times, amounts. */
export async function eraseWords(ctx: Context, { customerId, id }: Ticket): Promise<void> {
  for (const statement of statements)
    await ctx.query(statement, statement.text.includes("$3") ? [customerId, id, ctx.now] : [customerId, id]);
}
