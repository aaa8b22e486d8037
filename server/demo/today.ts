import { type Call, day, type Happening, hour } from "./happening.ts";
import type { Known } from "./house.ts";
import { complaintTexts, enquiryTexts, faultTexts, handedOver, suggestionTexts } from "./said.ts";

type Said = { readonly category: string; readonly subject: string; readonly content: string };
/** What happened so far with something that is still in hand: hours before now, who, what. */
type Step = readonly [before: number, role: string, path: string, payload: object];

/** What the desk has in hand when somebody first looks at it: new, at work, waiting, close to its time and past it. */
export function inHand(now: number, known: Known): Happening[] {
  const finding = { finding: "经核对记录，事实基本属实。", ourFault: "yes" };
  const told = (body: string) => ({ kind: "reply", body, way: "told" });
  return [
    ticket(now, known, 2.2, "enquiry", enquiryTexts[0], 0),
    ticket(now, known, 3.1, "enquiry", enquiryTexts[3], 1),
    ticket(now, known, 9, "enquiry", enquiryTexts[1], 2),
    ticket(now, known, 20, "enquiry", enquiryTexts[4], 3, [
      [18, "team_lead", "entries", told("续约优惠需要核对您的合约，明天上午给您准确答复。")],
      [17, "team_lead", "waiting", { reason: "等客户提供合约编号" }],
    ]),
    ticket(now, known, 5, "fault", faultTexts[1], 4, [
      [4, "team_lead", "entries", told("已安排检修，预计24小时内恢复。")],
    ]),
    ticket(now, known, 2.5, "fault", faultTexts[0], 5),
    ticket(now, known, 3.5, "complaint", complaintTexts[0], 6, [], "severe"),
    ticket(now, known, 30, "complaint", complaintTexts[1], 7, [
      [24, "agent", "first-contact", { way: "phone", note: "已联系客户，了解诉求。" }],
    ]),
    ticket(now, known, 52, "complaint", complaintTexts[2], 8, [
      [45, "agent", "first-contact", { way: "phone", note: "已联系客户，换机前先远程检测。" }],
      [27, "agent", "investigation", { ...finding, cause: "equipment", responsibleDepartmentId: "OPS" }],
      [8, "agent", "solution", { text: "更换机顶盒并致歉。", apology: true, measures: "team_lead" }],
    ]),
    ticket(now, known, 70, "suggestion", suggestionTexts[1], 9, [
      [
        26,
        "team_lead",
        "suggestion/analysis",
        { feasibility: "短信平台支持，需运维部确认派单时间点。", departmentId: "OPS" },
      ],
    ]),
    handedOn(now, known),
    toCheck(now),
  ].flat();
}

/** Names of departments and people in a payload become their ids, when the company is there to be asked. */
async function filled(payload: object, known: Known, now: number): Promise<object> {
  const { departments, staff } = await known();
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => {
      if (key.endsWith("epartmentId")) return [key, departments[value]];
      const measure = {
        what: "上门更换并测试",
        ownerId: staff[value],
        dueOn: new Date(now + 5 * day).toISOString().slice(0, 10),
      };
      return [key, key === "measures" ? [measure] : value];
    }),
  );
}

function ticket(
  now: number,
  known: Known,
  before: number,
  kind: string,
  text: Said,
  nth: number,
  steps: readonly Step[] = [],
  severity = "moderate",
): Happening[] {
  let id: string | undefined;
  return [
    {
      at: now - before * hour,
      what: async (call) => {
        const { customers } = await known();
        const { category: categoryKey, subject, content } = text;
        id = (
          await call("agent", "POST", "/tickets", {
            customerId: customers[(nth * 37) % customers.length],
            kind,
            categoryKey,
            source: "hotline",
            subject,
            content,
            ...(kind === "complaint" && { severity }),
          })
        )?.id;
      },
    },
    ...steps.map(([hours, role, path, payload]) => ({
      at: now - hours * hour,
      what: async (call: Call) => {
        if (id) await call(role, "POST", `/tickets/${id}/${path}`, await filled(payload, known, now));
      },
    })),
  ];
}

/** Two handovers that wait for an answer. */
const handedOn = (now: number, known: Known): Happening[] =>
  (
    [
      [6, "team_lead", "SALES", 0],
      [4, "account_manager", "HL", 1],
    ] as const
  ).map(([before, role, code, nth]) => ({
    at: now - before * hour,
    what: async (call) => {
      const { customers, departments } = await known();
      const [title, , , situation, openMatters] = handedOver[0];
      const own = ((await call(role, "GET", "/customers?limit=3"))?.items ?? []) as { customerId: string }[];
      const customerId = own[nth]?.customerId ?? customers[nth]!;
      await call(role, "POST", "/handovers", {
        title: code === "SALES" ? title : "节假日期间由热线代为服务",
        toDepartmentId: departments[code],
        customers: [{ customerId, situation, openMatters }],
      });
    },
  }));

/** Contacts that the supervision group picked by itself: one found against the rules, the others still to be scored. */
const toCheck = (now: number): Happening => ({
  at: now - 3 * hour,
  what: async (call) => {
    const sheets = ((await call("supervision", "GET", "/quality/sheets"))?.items ?? []) as Sheet[];
    const sheet = sheets.find(({ key }) => key === "conduct");
    const done = ((await call("supervision", "GET", "/contacts?state=done&sort=-at&limit=40"))?.items ?? []) as {
      id: string;
    }[];
    let made = 0;
    for (const { id: subjectId } of done) {
      const check = await call("supervision", "POST", "/quality-checks", {
        subjectType: "contact",
        subjectId,
        sheetId: sheet?.id,
      });
      if (!check) continue;
      if (made++ === 0)
        await call("supervision", "POST", `/quality-checks/${check.id}/scoring`, {
          version: check.version,
          answers: Object.fromEntries(
            sheet!.items.map(({ key }, n) => [
              key,
              n === 1 ? { value: false, note: "客户说话时打断两次" } : { value: true },
            ]),
          ),
        });
      if (made === 4) return;
    }
  },
});
type Sheet = { readonly id: string; readonly key: string; readonly items: readonly { readonly key: string }[] };
