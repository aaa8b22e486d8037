import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApp } from "../../../../test/app.ts";
import { systemActor } from "../../../platform/actor.ts";
import { permissions } from "../customer.access.ts";
import { importFile } from "./index.ts";

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const telco = `${data}telco-customer-churn.csv`;
const cdnow = `${data}cdnow-purchases.txt`;

const groups = ["basic", "personal", "organisation", "commercial"].map((group) => `customer.${group}:write`);
const writes = [...groups, "consent.consent:write"];
const actor = systemActor("import", [...permissions.map((one) => one.key), ...writes]);

let t: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

/** Fen of an amount as the file writes it, by digits alone: independent of the product's own reading. */
const fen = (text: string) => {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
};
const one = async (sql: string) => (await t.pool.query(sql)).rows[0];

test.skipIf(!existsSync(telco))(
  "telco-customer-churn.csv: every column of every row can be told again from the database",
  { timeout: 300_000 },
  async () => {
    const progress: number[] = [];
    const result = await importFile(t.services, {
      path: telco,
      mapping: "telco-customer-churn",
      actor,
      asOf: "2026-06-01",
      onProgress: (done) => progress.push(done),
    });
    expect(result).toMatchObject({
      state: "done",
      counts: { new: 7043, updated: 0, unchanged: 0, refused: 0 },
      firstErrors: [],
    });
    expect(progress.at(-1)).toBe(7043);

    const [header, ...lines] = (await readFile(telco, "utf8")).trim().split(/\r?\n/);
    const names = header!.split(",");
    const wanted = lines.map((line) =>
      Object.fromEntries(line.split(",").map((cell, at) => [names[at]!, cell.trim()])),
    );
    const { rows } = await t.pool.query(`
    select c.*, (extract(year from age('2026-06-01', joined_on)) * 12 + extract(month from age('2026-06-01', joined_on)))::int as tenure,
           (select jsonb_object_agg(s.kind, s.name) from customers.service_held s where s.customer_id = c.customer_id) as services,
           (select bool_and(s.ended_on is not null) from customers.service_held s where s.customer_id = c.customer_id) as ended,
           (select sum(s.monthly_fee)::text from customers.service_held s where s.customer_id = c.customer_id) as fee,
           (select sum(p.amount)::text from customers.purchase p where p.customer_id = c.customer_id) as total,
           (select count(*)::int from customers.purchase p where p.customer_id = c.customer_id) as months
      from customers.customer c`);
    expect(rows).toHaveLength(7043);
    const held = new Map(rows.map((row) => [row.external_key, row]));
    const columns = {
      PhoneService: "phone",
      MultipleLines: "multiple-lines",
      OnlineSecurity: "online-security",
      OnlineBackup: "online-backup",
      DeviceProtection: "device-protection",
      TechSupport: "tech-support",
      StreamingTV: "streaming-tv",
      StreamingMovies: "streaming-movies",
    };
    for (const row of wanted) {
      const kept = held.get(row.customerID!)!;
      const services = kept.services ?? {};
      const told: Record<string, unknown> = {
        ...row,
        gender: kept.gender === "male" ? "Male" : "Female",
        tenure: String(kept.tenure),
        InternetService: { "DSL 宽带": "DSL", 光纤宽带: "Fiber optic" }[services.internet as string] ?? "No",
        Churn: kept.state === "closed" && kept.ended ? "Yes" : "No",
      };
      for (const name of ["SeniorCitizen", "Partner", "Dependents", "Contract", "PaperlessBilling", "PaymentMethod"])
        told[name] = kept.extra[name];
      for (const [name, kind] of Object.entries(columns))
        told[name] = services[kind]
          ? "Yes"
          : name === "MultipleLines" && !services.phone
            ? "No phone service"
            : !["PhoneService", "MultipleLines"].includes(name) && !services.internet
              ? "No internet service"
              : "No";
      expect(told).toEqual(row);
      expect(kept.fee).toBe(String(fen(row.MonthlyCharges!)));
      expect([kept.total, kept.months]).toEqual(
        row.TotalCharges ? [String(fen(row.TotalCharges)), Number(row.tenure)] : [null, 0],
      );
    }
    expect(wanted.filter((row) => !row.TotalCharges)).toHaveLength(11);
    const sum = wanted.reduce((all, row) => all + (row.TotalCharges ? fen(row.TotalCharges) : 0n), 0n);
    expect((await one("select sum(amount)::text as sum from customers.purchase")).sum).toBe(String(sum));

    // The same bytes describe the same day, whenever they come: nothing is new, nothing changes.
    t.clock.set("2026-09-01T02:00:00.000Z");
    const again = await importFile(t.services, { path: telco, mapping: "telco-customer-churn", actor });
    expect(again.counts).toMatchObject({ new: 0, updated: 0, unchanged: 7043, refused: 0 });
    expect((await one("select sum(amount)::text as sum from customers.purchase")).sum).toBe(String(sum));
  },
);

test.skipIf(!existsSync(cdnow))(
  "cdnow-purchases.txt: every purchase once, to the cent, also when the file comes twice",
  { timeout: 300_000 },
  async () => {
    await t.pool.query("truncate customers.customer, customers.claim, customers.service_held, customers.purchase");
    const result = await importFile(t.services, { path: cdnow, mapping: "cdnow-purchases", actor });
    expect(result).toMatchObject({ state: "done", counts: { new: 69_659, refused: 0, customers: 23_570 } });
    const rows = (await readFile(cdnow, "utf8"))
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
    const sum = rows.reduce((all, row) => all + fen(row[3]!), 0n);
    const discs = rows.reduce((all, row) => all + Number(row[2]), 0);
    const stored =
      "select count(*)::int as n, sum(amount)::text as sum, sum(quantity)::int as discs, count(distinct customer_id)::int as customers, min(currency) as currency from customers.purchase";
    const expected = { n: 69_659, sum: String(sum), discs, customers: 23_570, currency: "USD" };
    expect(await one(stored)).toEqual(expected);
    const first = rows
      .filter((row) => row[0] === "00004")
      .map((row) => row[1])
      .sort()[0]!;
    expect(await one("select name, joined_on::text from customers.customer where external_key = '00004'")).toEqual({
      name: "00004",
      joined_on: first.replace(/(....)(..)(..)/, "$1-$2-$3"),
    });
    const again = await importFile(t.services, { path: cdnow, mapping: "cdnow-purchases", actor });
    expect(again.counts).toMatchObject({ new: 0, updated: 0, unchanged: 69_659, customers: 0 });
    expect(await one(stored)).toEqual(expected);
  },
);
