import type { Query, Statement } from "../../platform/context.ts";

export type ActorRow = {
  id: string;
  name: string;
  grants: string[] | null;
  roles: string[] | null;
  departments: string[];
  sessionId: string | null;
  tokenGrants: string[] | null;
  mustChangePassword: boolean;
};

// Rights of one's own roles and of those who delegated theirs for the present moment.
const rights = `
  with recursive who as (
    select $STAFF::uuid as id
    union
    select d.from_staff_id from identity.delegation d
     where d.to_staff_id = $STAFF and d.revoked_at is null and $2::timestamptz between d.starts_at and d.ends_at
       and exists (select 1 from identity.staff f where f.id = d.from_staff_id and f.state = 'active')
  ), below as (
    select s.department_id as id from identity.staff s join who on who.id = s.id
    union
    select c.id from identity.department c join below b on c.parent_id = b.id
  )`;

const columns = `
  s.id, s.name,
  (select array_agg(distinct g) from identity.staff_role sr join identity.role r on r.id = sr.role_id, unnest(r.grants) g where sr.staff_id in (select id from who)) as grants,
  (select array_agg(distinct r.key) from identity.staff_role sr join identity.role r on r.id = sr.role_id where sr.staff_id in (select id from who)) as roles,
  array(select id from below)::text[] as departments`;

const bySession: Statement = {
  name: "identity.actor.session",
  text: `${rights.replaceAll("$STAFF", "(select staff_id from identity.session where token_hash = $1 and expires_at > $2)")}
    select ${columns}, e.id as "sessionId", null::text[] as "tokenGrants",
           -- Whoever came by the company's own sign-in did not use the first password.
           s.must_change_password and e.way = 'password' as "mustChangePassword"
      from identity.session e join identity.staff s on s.id = e.staff_id
     where e.token_hash = $1 and e.expires_at > $2 and s.state = 'active'`,
};

const byToken: Statement = {
  name: "identity.actor.token",
  text: `${rights.replaceAll("$STAFF", "(select staff_id from identity.api_token where token_hash = $1)")}
    select ${columns}, null::uuid as "sessionId", t.grants as "tokenGrants", s.must_change_password as "mustChangePassword"
      from identity.api_token t join identity.staff s on s.id = t.staff_id
     where t.token_hash = $1 and t.expires_at > $2 and t.revoked_at is null and s.state = 'active'`,
};

const byEmail: Statement = {
  name: "identity.actor.email",
  text: `${rights.replaceAll("$STAFF", "(select id from identity.staff where lower(email) = lower($1))")}
    select ${columns}, null::uuid as "sessionId", null::text[] as "tokenGrants", s.must_change_password as "mustChangePassword"
      from identity.staff s where lower(s.email) = lower($1) and s.state = 'active'`,
};

export const findActorByEmail = async (query: Query, email: string, now: Date): Promise<ActorRow | undefined> =>
  (await query<ActorRow>(byEmail, [email.trim(), now]))[0];

export const findActorBySession = async (query: Query, hash: Buffer, now: Date): Promise<ActorRow | undefined> =>
  (await query<ActorRow>(bySession, [hash, now]))[0];

export const findActorByToken = async (query: Query, hash: Buffer, now: Date): Promise<ActorRow | undefined> =>
  (await query<ActorRow>(byToken, [hash, now]))[0];

const touch: Statement = {
  name: "identity.session.touch",
  text: `update identity.session set last_seen_at = $2, expires_at = least(created_at + interval '12 hours', $2::timestamptz + interval '2 hours')
          where token_hash = $1 and last_seen_at < $2::timestamptz - interval '1 minute'`,
};

const touchOfToken: Statement = {
  name: "identity.token.touch",
  text: `update identity.api_token set last_used_at = $2
          where token_hash = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
};

/** Notes, to the minute, that a token was used. */
export const touchToken = (query: Query, hash: Buffer, now: Date) => query(touchOfToken, [hash, now]);

/** Keeps a used session alive: two hours idle end it, twelve hours end it anyway. */
export const touchSession = (query: Query, hash: Buffer, now: Date) => query(touch, [hash, now]);
