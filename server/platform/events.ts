import type { Actor } from "./actor.ts";
import type { Query, Statement } from "./context.ts";
import { newId, nobody } from "./ids.ts";
import type { Text } from "./text.ts";

/** What happened, before it has an id and a time. `data` holds no value of a restricted field, only field names. */
export type EventDraft = {
  /** `module.noun.verb`, declared by the module. */
  readonly kind: string;
  readonly customerId?: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data?: Record<string, unknown>;
};

/** How a kind of event is told on the timeline; `{name}` places are filled from the event's data. */
export type EventKind = { readonly kind: string; readonly text: Text };

const insert: Statement = {
  name: "event.insert",
  text: `insert into platform.event (customer_id, id, kind, subject_type, subject_id, actor_kind, actor_id, actor_name, at, data)
         select e.customer, e.id, e.kind, e.subject_type, e.subject, $6, $7, $8, $9, e.data
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $10::jsonb[]) as e (customer, id, kind, subject_type, subject, data)`,
};

export async function writeEvents(query: Query, actor: Actor, now: Date, events: readonly EventDraft[]): Promise<void> {
  if (!events.length) return;
  await query(insert, [
    events.map((e) => e.customerId ?? nobody),
    events.map(() => newId()),
    events.map((e) => e.kind),
    events.map((e) => e.subjectType),
    events.map((e) => e.subjectId),
    actor.kind,
    actor.id,
    actor.name,
    now,
    events.map((e) => JSON.stringify(e.data ?? {})),
  ]);
}
