import { type RawBuilder, sql } from "kysely";
import type { Vault } from "../../platform/crypto/vault.ts";
import { normalise } from "./blind-keys.ts";
import { pairsOf } from "../../platform/pairs.ts";

/** A sub-select of `customer_id`s; never more than `most`, so that no search touches all rows. */
export type Search = { readonly hits: RawBuilder<unknown> };

const most = 2_000;

/**
 * People type what they have: part of a Chinese name, pinyin or initials, a full phone or its last four digits, a
 * member number, an ID number. What it looks like says where to look; each way has its own index.
 */
export function searchOf(vault: Vault, text: string): Search {
  const word = text.normalize("NFKC").trim();
  const ways: RawBuilder<unknown>[] = [];
  const compact = word.replace(/[\s-]/g, "");
  if (/^\d{4}$/.test(compact))
    ways.push(sql`select customer_id from customers.contact where tail = ${vault.blind(compact, "contact.tail")}`);
  if (/^\+?\d{7,15}$/.test(compact)) ways.push(byContact(vault.blind(normalise.phone(word), "contact.phone")));
  if (word.includes("@")) ways.push(byContact(vault.blind(normalise.email(word), "contact.email")));
  if (/^[0-9a-z]{5,20}$/i.test(compact))
    ways.push(
      sql`select customer_id from customers.identifier where exact = ${vault.blind(normalise.identifier(word), "identifier")}`,
    );
  if (/^[\x21-\x7e ]{1,100}$/.test(word))
    ways.push(
      sql`select customer_id from customers.claim where kind in ('member', 'external') and value = convert_to(${word}, 'UTF8')`,
    );
  if (/^[a-z][a-z' ]*$/i.test(word)) {
    const letters = word.toLowerCase().replace(/[' ]/g, "");
    ways.push(byPrefix("name_pinyin", letters), byPrefix("name_initials", letters));
  } else if (!/^[\d+\-\s]+$/.test(word)) {
    const characters = [...word.toLowerCase().replace(/\s+/g, "")];
    // One character is a surname for people; the order of names answers it without touching all that hold it.
    if (characters.length === 1) ways.push(byPrefix("name", word));
    else ways.push(sql`select customer_id from customers.customer where name_tokens @> ${pairsOf(characters)}::text[]`);
  }
  if (!ways.length) ways.push(sql`select customer_id from customers.customer where false`);
  const limited = ways.map((way) => sql`(${way} limit ${most})`);
  return { hits: sql`select distinct customer_id from (${sql.join(limited, sql` union all `)}) any_way` };
}

const byContact = (exact: Buffer) => sql`select customer_id from customers.contact where exact = ${exact}`;

const byPrefix = (column: "name" | "name_pinyin" | "name_initials", prefix: string) =>
  sql`select customer_id from customers.customer where ${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}\u{10ffff}`} order by ${sql.ref(column)}, customer_id`;
