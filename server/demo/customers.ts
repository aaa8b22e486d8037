import type pg from "pg";
import { v7 } from "uuid";
import type { Services } from "../platform/services.ts";
import { contactIndex, identifierIndex, searchKeys } from "../modules/customers/index.ts";
import { districts, idCard, industryOf, mobile, organisationName, personName } from "./names.ts";
import type { Random } from "./random.ts";
import { insertRows } from "./rows.ts";

export type Cast = {
  readonly staff: Readonly<Record<string, string>>;
  readonly departments: Readonly<Record<string, string>>;
  readonly now: Date;
};

const day = 86_400_000;
const date = (at: number) => new Date(at).toISOString().slice(0, 10);
const services = {
  cable_tv: ["有线电视基本收视", 2600n],
  hd: ["高清频道包", 3000n],
  broadband: ["宽带 300M", 8800n],
  vod: ["点播会员", 2500n],
  mobile: ["融合移动号卡", 5900n],
  smart_home: ["智慧家居", 1900n],
} as const;
const interests = ["体育", "电影", "戏曲", "少儿", "财经", "游戏", "旅游", "美食", "健身", "书画"];
const channels = { counter: 5, hotline: 4, website: 3, social: 2, referral: 2, campaign: 2, partner: 1 };

/** Makes customers `from` to `to` of the company with everything that is known of them when they are entered. */
export async function makeCustomers(
  owner: Services,
  client: pg.PoolClient,
  cast: Cast,
  r: Random,
  from: number,
  to: number,
): Promise<string[]> {
  const rows: Record<string, Record<string, unknown>[]> = {
    customer: [],
    claim: [],
    contact: [],
    address: [],
    identifier: [],
    consent: [],
    service_held: [],
    key_person: [],
    communication: [],
  };
  const referrers: string[] = [];
  const ids: string[] = [];
  for (let i = from; i < to; i++) ids.push(one(owner, cast, r, i, rows, referrers));
  for (const [table, list] of Object.entries(rows)) await insertRows(client, `customers.${table}`, list);
  return ids;
}

function one(
  owner: Services,
  cast: Cast,
  r: Random,
  index: number,
  rows: Record<string, Record<string, unknown>[]>,
  referrers: string[],
): string {
  const { vault } = owner;
  const organisation = r.chance(0.09);
  const type = organisation ? r.weighted({ company: 78, government: 8, school: 8, hospital: 6 }) : null;
  const [code, place, streets] = r.pick(districts);
  const name = type ? organisationName(r, type, place) : personName(r);
  const gender = organisation ? null : r.pick(["male", "female"]);
  const birth = date(Date.UTC(r.int(1945, 2004), r.int(0, 11), r.int(1, 28)));
  // Most were customers before the system came; a sixth joined in the last year.
  const now = cast.now.getTime();
  const joined = r.chance(0.17) ? now - r.int(0, 364) * day - r.int(0, day) : now - r.int(365, 3650) * day;
  const createdAt = Math.max(joined, now - r.int(365, 720) * day - r.int(0, day));
  const receivedAt = createdAt - r.int(5, 600) * 60_000 * (r.chance(0.03) ? 4 : 1);
  const customerId = v7({ msecs: createdAt, random: Uint8Array.from({ length: 16 }, () => r.int(0, 255)) });
  const at = new Date(createdAt).toISOString();
  const id = () => v7({ msecs: createdAt, random: Uint8Array.from({ length: 16 }, () => r.int(0, 255)) });
  const keys = searchKeys(name);
  const channel = r.weighted(channels);
  const memberNumber = `YG${String(100_000 + index)}`;
  const consentId = id();
  const closed = r.chance(0.025);
  const big = organisation || r.chance(0.02);
  rows.customer!.push({
    customer_id: customerId,
    kind: organisation ? "organisation" : "person",
    class: !organisation ? "household" : type === "company" ? "enterprise" : "special",
    state: closed ? "closed" : "active",
    name,
    name_pinyin: keys.namePinyin,
    name_initials: keys.nameInitials,
    name_tokens: keys.nameTokens,
    member_number: memberNumber,
    gender,
    birth_date: organisation ? null : birth,
    interests: organisation ? [] : [...new Set([r.pick(interests), r.pick(interests)])],
    organisation_type: type,
    legal_representative: organisation ? personName(r) : null,
    scale: organisation ? r.weighted({ micro: 3, small: 5, medium: 2, large: 1 }) : null,
    industry: organisation ? industryOf(name) : null,
    budget: organisation && r.chance(0.4) ? BigInt(r.int(5, 200)) * 1_000_000n : null,
    division: code,
    // Now and then somebody forgets to ask.
    channel: r.chance(0.03) ? null : channel,
    referrer_id: channel === "referral" && referrers.length ? r.pick(referrers.slice(-200)) : null,
    owner_id: big ? cast.staff.account_manager : null,
    department_id: organisation ? cast.departments.SALES : cast.departments.CS,
    joined_on: date(joined),
    extra: {},
    received_at: new Date(receivedAt).toISOString(),
    created_at: at,
    created_by: r.pick([cast.staff.agent, cast.staff.data_group, cast.staff.team_lead]),
    updated_at: at,
    version: 1,
  });
  if (r.chance(0.05)) referrers.push(customerId);
  rows.claim!.push({ kind: "member", value: Buffer.from(memberNumber), customer_id: customerId });
  // A few share a phone: likely duplicates for the cleansing to find.
  const phone = r.chance(0.004) ? `1380000${String(r.int(0, 40)).padStart(4, "0")}` : mobile(r);
  rows.contact!.push({
    customer_id: customerId,
    id: id(),
    kind: "phone",
    value: vault.seal(phone, "contact.value"),
    ...contactIndex(vault, "phone", phone),
    is_primary: true,
    reachable: r.chance(0.95),
    created_at: at,
  });
  if (r.chance(0.3)) {
    const email = `${keys.namePinyin.slice(0, 12)}${r.int(1, 999)}@mail.example`;
    rows.contact!.push({
      customer_id: customerId,
      id: id(),
      kind: "email",
      value: vault.seal(email, "contact.value"),
      ...contactIndex(vault, "email", email),
      is_primary: false,
      reachable: null,
      created_at: at,
    });
  }
  rows.address!.push({
    customer_id: customerId,
    id: id(),
    label: organisation ? "办公" : "装机",
    division: code,
    detail: vault.seal(
      `${r.pick(streets)}${r.int(1, 900)}号${organisation ? "" : `${r.int(1, 30)}幢${r.int(1, 4)}单元${r.int(1, 25)}0${r.int(1, 4)}室`}`,
      "address.detail",
    ),
    is_primary: true,
    created_at: at,
  });
  rows.consent!.push({
    customer_id: customerId,
    id: id(),
    purpose: "service",
    notice: "隐私告知 2024-01",
    evidence_kind: organisation ? "contract" : "signature",
    evidence: `受理单 ${memberNumber}`,
    given_at: at,
    recorded_by: cast.staff.agent,
  });
  if (r.chance(0.55))
    rows.consent!.push({
      customer_id: customerId,
      id: id(),
      purpose: "marketing",
      notice: "隐私告知 2024-01",
      evidence_kind: "electronic",
      evidence: "掌上营业厅勾选",
      given_at: at,
      recorded_by: cast.staff.agent,
    });
  if (!organisation && r.chance(0.5)) {
    const number = idCard(r, code, birth, gender!);
    rows.consent!.push({
      customer_id: customerId,
      id: consentId,
      purpose: "identity",
      notice: "实名登记告知 2024-01",
      evidence_kind: "signature",
      evidence: `实名登记表 ${memberNumber}`,
      given_at: at,
      recorded_by: cast.staff.agent,
    });
    rows.identifier!.push({
      customer_id: customerId,
      id: id(),
      kind: "id_card",
      value: vault.seal(number, "identifier.value"),
      exact: identifierIndex(vault, number),
      consent_id: consentId,
      created_at: at,
    });
  }
  const held = Object.entries(services).filter(
    ([kind]) => kind === "cable_tv" || r.chance(kind === "broadband" ? 0.55 : 0.2),
  );
  for (const [kind, [label, fee]] of held)
    rows.service_held!.push({
      customer_id: customerId,
      id: id(),
      kind,
      name: label,
      started_on: date(Math.min(now - day, joined + r.int(0, 200) * day)),
      ended_on: closed ? date(now - r.int(1, 300) * day) : null,
      monthly_fee: organisation ? fee * BigInt(r.int(3, 40)) : fee,
    });
  if (organisation)
    rows.key_person!.push({
      customer_id: customerId,
      id: id(),
      name: personName(r),
      title: r.pick(["总经理", "行政主管", "采购经理", "信息中心主任"]),
      is_decider: r.chance(0.6),
      preferences: r.pick(["偏好电话沟通", "重视响应时间", "关注价格", null]),
      created_at: at,
    });
  if (r.chance(0.15))
    rows.communication!.push({
      customer_id: customerId,
      id: id(),
      at: new Date(now - r.int(1, 360) * day).toISOString(),
      way: r.pick(["phone", "visit", "counter", "online"]),
      place: r.pick(["热线中心", "客户处", "营业厅", null]),
      content: r.pick(["咨询资费", "询问续费优惠", "了解企业专线", "反映画面卡顿，已指导重启", "咨询亲情套餐"]),
      opinion: r.pick(["满意", "希望更快", "价格偏高", null]),
      staff_id: cast.staff.agent,
      staff_name: "林晓燕",
    });
  return customerId;
}
