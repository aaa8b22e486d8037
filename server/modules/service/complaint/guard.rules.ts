import { alwaysOpen, due } from "../../../platform/calendar/index.ts";
import type { Text } from "../../../platform/text.ts";
import { formatMoney } from "../../../platform/money.ts";
import type { GuardCheck } from "../../policy/index.ts";

const allowed = { outcome: "allowed" } as const;
const refused = (zh: string, en: string) => ({ outcome: "refused", text: { zh, en } }) as const;

/** What a step of a complaint builds upon. */
export type StepFacts = {
  readonly step: "solution" | "telling" | "closing";
  readonly found: boolean;
  readonly reviewed: boolean;
  readonly told: boolean;
  readonly awaitsSupervisor: boolean;
};

export const closingAnswer: GuardCheck = (parameters, facts) => {
  const { step, found, reviewed, told, awaitsSupervisor } = facts as StepFacts;
  if (parameters.finding && !found)
    return refused("请先登记调查结论，再作出处理方案。", "Record what was found before you write a solution.");
  if (parameters.supervised && step === "solution" && awaitsSupervisor)
    return refused(
      "投诉人不满意而重新打开的，须先由客服主管复核，再作出处理方案。",
      "A complaint that was opened again is reviewed by the service supervisor before there is another solution.",
    );
  if (step === "solution") return allowed;
  if (parameters.review && !reviewed)
    return refused(
      "投诉须先通过质量复核，方可告知结果和结案。",
      "A complaint passes its quality review before its result is told and before it closes.",
    );
  if (step === "closing" && parameters.telling && !told)
    return refused("请先把结果告知投诉人，再结案。", "Tell the complainer the result before it closes.");
  return allowed;
};

export const reviewerAnswer: GuardCheck = (_, { handled }) =>
  handled
    ? refused(
        "您经手过这件投诉，须由未经手的人员复核。",
        "You handled this complaint: somebody who had no part in it reviews it.",
      )
    : allowed;

export const remedyAnswer: GuardCheck = (_, { ourFault }) =>
  ourFault === "yes" || ourFault === "partly"
    ? allowed
    : ourFault === "no"
      ? refused(
          "调查认定非我方过错，不能致歉或者补偿。",
          "The investigation found no fault on our side: no apology or compensation.",
        )
      : refused(
          "须先调查认定我方有过错，方可致歉或者补偿。",
          "Fault on our side is found first, then an apology or compensation is possible.",
        );

const said = (fen: bigint): Text => ({ zh: `${formatMoney(fen)}元`, en: `CNY ${formatMoney(fen)}` });
/** Guards keep facts as JSON, so what it is worth travels as digits. */
const worthOf = (facts: Readonly<Record<string, unknown>>): bigint => BigInt(String(facts.worth));

export const limitAnswer: GuardCheck = (parameters, facts) => {
  const limit = parameters[`${String(facts.severity)}Limit`] as bigint | undefined;
  if (limit === undefined || worthOf(facts) <= limit) return allowed;
  const most = said(limit);
  return refused(`此类后果的补偿不得超过${most.zh}。`, `Compensation for such consequences is ${most.en} at most.`);
};

const asks = (above: bigint, by: Text) => {
  const { zh, en } = said(above);
  return {
    outcome: "approval",
    text: {
      zh: `单笔补偿超过${zh}，须经${by.zh}批准后下达。`,
      en: `A compensation above ${en} needs the approval of ${by.en}.`,
    },
  } as const;
};

export const supervisorAnswer: GuardCheck = (parameters, facts) => {
  const above = parameters.supervisorApprovalAbove as bigint;
  return worthOf(facts) > above && !facts.directorDecides ? asks(above, { zh: "主管", en: "a supervisor" }) : allowed;
};

export const directorAnswer: GuardCheck = (parameters, facts) => {
  const above = parameters.directorApprovalAbove as bigint;
  return worthOf(facts) > above ? asks(above, { zh: "分管领导", en: "the executive in charge" }) : allowed;
};

export const keptAnswer: GuardCheck = (parameters, { closedAt, at }) => {
  const until = due(alwaysOpen, String(closedAt), parameters.retention as string).dueAt!;
  if (Date.parse(until) <= Date.parse(String(at))) return allowed;
  const day = until.slice(0, 10);
  return refused(`保存期未满，${day} 之前不得销毁。`, `It is kept until ${day} and not disposed of before.`);
};
