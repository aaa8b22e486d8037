import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../platform/ids.ts";
import { testApp } from "../../../../test/app.ts";

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp("2026-06-15T02:00:00.000Z");
});
afterAll(() => t.close());

type Given = {
  kind?: "person" | "organisation";
  at?: string;
  state?: string;
  facts?: Record<string, string>;
  has?: readonly ("contact" | "address" | "consent" | "withdrawn" | "key_person" | `identifier:${string}`)[];
};

async function put({ kind = "person", at = "2026-05-10T00:00:00Z", state = "active", facts = {}, has = [] }: Given) {
  const id = newId();
  const more = Object.entries(facts);
  await t.pool.query(
    `insert into customers.customer (customer_id, kind, class, state, name, name_pinyin, name_initials, name_tokens, received_at, created_at, updated_at ${more.map(([name]) => `, ${name}`).join("")})
     values ($1, $2, 'household', $3, 'x', 'x', 'x', '{}', $4, $4, $4 ${more.map((_, i) => `, $${i + 5}`).join("")})`,
    [id, kind, state, at, ...more.map(([, value]) => value)],
  );
  for (const one of has) {
    const [what, form] = one.split(":");
    const consent =
      "insert into customers.consent (customer_id, id, purpose, notice, evidence_kind, evidence, given_at";
    const statement = {
      contact:
        "insert into customers.contact (customer_id, id, kind, value, exact, created_at) values ($1, $2, 'phone', 'x', 'x', now())",
      address: "insert into customers.address (customer_id, id, detail, created_at) values ($1, $2, 'x', now())",
      consent: `${consent}) values ($1, $2, 'service', 'x', 'signature', 'x', now())`,
      withdrawn: `${consent}, withdrawn_at) values ($1, $2, 'service', 'x', 'signature', 'x', now(), now())`,
      key_person: "insert into customers.key_person (customer_id, id, name, created_at) values ($1, $2, 'x', now())",
      identifier: `insert into customers.identifier (customer_id, id, kind, value, exact, created_at) values ($1, $2, '${form}', 'x', 'x', now())`,
    }[what!]!;
    await t.pool.query(statement, [id, newId()]);
  }
  return id;
}

const nothing = {
  kind: "person",
  has_contact: false,
  has_address: false,
  has_channel: false,
  has_consent: false,
  has_identity: false,
  has_gender: false,
  has_birth_date: false,
  has_representative: null,
  has_industry: null,
  has_key_person: null,
};
const nothingOfAnOrganisation = {
  ...nothing,
  kind: "organisation",
  has_gender: null,
  has_birth_date: null,
  has_representative: false,
  has_industry: false,
  has_key_person: false,
};

test.each<[string, Given, object | undefined]>([
  ["an empty file of a person", {}, nothing],
  [
    "a full file of a person",
    {
      facts: { channel: "counter", gender: "female", birth_date: "1990-01-01" },
      has: ["contact", "address", "consent", "identifier:passport"],
    },
    {
      ...nothing,
      has_contact: true,
      has_address: true,
      has_channel: true,
      has_consent: true,
      has_identity: true,
      has_gender: true,
      has_birth_date: true,
    },
  ],
  ["a consent that was withdrawn", { has: ["withdrawn"] }, nothing],
  ["a bank account, which identifies nobody", { has: ["identifier:bank_account"] }, nothing],
  ["an empty file of an organisation", { kind: "organisation" }, nothingOfAnOrganisation],
  [
    "a full file of an organisation",
    {
      kind: "organisation",
      facts: { legal_representative: "x", industry: "x" },
      has: ["key_person", "identifier:credit_code"],
    },
    {
      ...nothingOfAnOrganisation,
      has_identity: true,
      has_representative: true,
      has_industry: true,
      has_key_person: true,
    },
  ],
  ["an ID card of an organisation", { kind: "organisation", has: ["identifier:id_card"] }, nothingOfAnOrganisation],
  ["the first moment of the period", { at: "2026-05-01T00:00:00Z" }, nothing],
  ["before the period", { at: "2026-04-30T23:59:59Z" }, undefined],
  ["the first moment after it", { at: "2026-06-01T00:00:00Z" }, undefined],
  ["merged away", { state: "merged" }, undefined],
])("the row of %s", async (_, given, facts) => {
  const id = await put(given);
  const { rows } = await t.pool.query(
    "select * from customers.completeness_rows('2026-05-01', '2026-06-01') where customer_id = $1",
    [id],
  );
  expect(rows).toEqual(facts ? [expect.objectContaining({ ...facts, subject_id: id })] : []);
});

test("the figure of the shipped clause: three things must be there, two of three files have them", async () => {
  await t.pool.query("delete from customers.customer");
  for (const [channel, has] of [
    ["counter", ["contact", "address"]],
    ["hotline", ["contact", "address", "consent"]],
    ["hotline", ["contact"]],
  ] as const)
    await put({ at: "2026-06-10T00:00:00Z", facts: { channel }, has });
  const { status, body } = await (
    await t.as("supervision")
  )("GET", "/metrics/customers.completeness/figures?from=2026-06-01T00:00:00Z&to=2026-06-15T00:00:00Z");
  expect([status, body.items?.[0] ?? body]).toMatchObject([
    200,
    { clause: "B3.1.1", numerator: 2, denominator: 3, reached: false },
  ]);
});
