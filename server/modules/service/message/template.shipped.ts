import type { Text } from "../../../platform/text.ts";

/** What a message says, over either way. `{places}` are filled when it is written. */
export type Wording = {
  readonly emailSubject: string;
  readonly emailBody: string;
  readonly smsBody: string;
  /** Under which the carrier registered the text message. */
  readonly smsNumber: string | null;
};

export type Template = {
  readonly key: string;
  readonly label: Text;
  /** What whoever sends it must give, and what it is. `customer` is always there. */
  readonly variables: Readonly<Record<string, Text>>;
  /** Variables that open something: seen by nobody but the customer. */
  readonly secret?: readonly string[];
  /** Which way suits it, where the customer prefers neither. */
  readonly suits: "email" | "sms";
  readonly shipped: Wording;
};

const number = { zh: "工单号", en: "Ticket number" };
const subject = { zh: "工单主题", en: "Ticket's subject" };
const customer = { zh: "客户称呼", en: "Customer's name" };

const template = (
  key: string,
  label: Text,
  suits: Template["suits"],
  variables: Template["variables"],
  shipped: Omit<Wording, "smsNumber">,
  secret: readonly string[] = [],
): Template => ({
  key,
  label,
  suits,
  variables: { customer, ...variables },
  shipped: { ...shipped, smsNumber: null },
  secret,
});

/** The company may put its own words in their place; what they may speak of stands here. */
export const templates: readonly Template[] = [
  template(
    "ticket-received",
    { zh: "已受理", en: "Ticket received" },
    "email",
    { number, subject },
    {
      emailSubject: "[{number}] 我们已收到您的来件：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！您反映的“{subject}”我们已经收到，编号为 {number}。\n\n如需补充情况，请直接回复本邮件。处理有进展时我们会及时告知您。\n\n客户服务部",
      smsBody: "您反映的“{subject}”已受理，编号{number}，处理进展将及时告知您。",
    },
  ),
  template(
    "answer-expected",
    { zh: "告知答复时间", en: "Answer expected when" },
    "email",
    { number, subject, due: { zh: "预计答复时间", en: "When the answer is expected" } },
    {
      emailSubject: "[{number}] 预计答复时间：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！您反映的“{subject}”（编号 {number}）正在处理，我们将在 {due} 前答复您。\n\n感谢您的耐心等待。\n\n客户服务部",
      smsBody: "您反映的事项（编号{number}）正在处理，我们将在{due}前答复您。",
    },
  ),
  template(
    "complaint-contact",
    { zh: "投诉首次联系", en: "Complaint: first contact" },
    "sms",
    { number, subject },
    {
      emailSubject: "[{number}] 关于您的投诉：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！对给您带来的不便，我们深表歉意。您关于“{subject}”的投诉（编号 {number}）已由专人负责。\n\n我们正在核实情况，会与您保持联系。如有补充，请直接回复本邮件。\n\n客户服务部",
      smsBody: "您的投诉（编号{number}）已由专人负责，我们正在核实情况，会与您保持联系。给您带来不便，深表歉意。",
    },
  ),
  template(
    "complaint-result",
    { zh: "投诉处理结果", en: "Complaint: result" },
    "email",
    { number, subject, result: { zh: "处理结果", en: "Result" } },
    {
      emailSubject: "[{number}] 投诉处理结果：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！您关于“{subject}”的投诉（编号 {number}）处理结果如下：\n\n{result}\n\n如对结果有异议，请回复本邮件，我们将进一步处理。\n\n客户服务部",
      smsBody: "您的投诉（编号{number}）处理结果：{result} 如有异议请联系我们。",
    },
  ),
  template(
    "compensation",
    { zh: "补偿通知", en: "Compensation" },
    "sms",
    { number, subject, compensation: { zh: "补偿内容", en: "What is given" } },
    {
      emailSubject: "[{number}] 补偿通知：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！就“{subject}”（编号 {number}）给您造成的损失，我们给予以下补偿：{compensation}。\n\n补偿兑现后您可在账单或账户中查看。再次向您致歉。\n\n客户服务部",
      smsBody: "就您的投诉（编号{number}），我们给予补偿：{compensation}。",
    },
  ),
  template(
    "suggestion-outcome",
    { zh: "建议采纳情况", en: "Suggestion: outcome" },
    "email",
    {
      number,
      subject,
      outcome: { zh: "采纳情况", en: "Outcome" },
      reason: { zh: "说明", en: "Reason" },
    },
    {
      emailSubject: "[{number}] 您的建议：{outcome}",
      emailBody:
        "尊敬的{customer}：\n\n您好！感谢您提出“{subject}”的建议（编号 {number}）。经研究，结果为：{outcome}。\n\n{reason}\n\n欢迎您继续提出宝贵意见。\n\n客户服务部",
      smsBody: "感谢您的建议（编号{number}）。经研究：{outcome}。{reason}",
    },
  ),
  template(
    "appointment",
    { zh: "上门预约", en: "Work-order appointment" },
    "sms",
    {
      number,
      time: { zh: "上门时间", en: "When somebody comes" },
      task: { zh: "上门事项", en: "What is to be done" },
    },
    {
      emailSubject: "[{number}] 上门服务预约：{time}",
      emailBody:
        "尊敬的{customer}：\n\n您好！{task}已为您预约（编号 {number}），上门时间为 {time}。\n\n如需改期，请提前与我们联系。\n\n客户服务部",
      smsBody: "{task}已预约（编号{number}），上门时间{time}。如需改期请提前联系我们。",
    },
  ),
  template(
    "reopened",
    { zh: "重新处理", en: "Reopened" },
    "email",
    { number, subject },
    {
      emailSubject: "[{number}] 已重新处理：{subject}",
      emailBody:
        "尊敬的{customer}：\n\n您好！“{subject}”（编号 {number}）已重新打开，我们会继续处理并及时告知您。\n\n客户服务部",
      smsBody: "您反映的事项（编号{number}）已重新处理，进展将及时告知您。",
    },
  ),
  template(
    "ticket-link",
    { zh: "查看进度的链接", en: "Link to one ticket" },
    "sms",
    { number, link: { zh: "链接", en: "Link" } },
    {
      emailSubject: "[{number}] 查看处理进度",
      emailBody:
        "尊敬的{customer}：\n\n您好！通过以下链接可查看编号 {number} 的处理进度并补充说明：\n\n{link}\n\n请勿转发此链接。\n\n客户服务部",
      smsBody: "查看编号{number}的处理进度：{link} 请勿转发。",
    },
    ["link"],
  ),
  template(
    "callback-link",
    { zh: "回访问卷链接", en: "Link to a callback's questions" },
    "sms",
    { link: { zh: "链接", en: "Link" } },
    {
      emailSubject: "请评价我们的服务",
      emailBody:
        "尊敬的{customer}：\n\n您好！感谢您选择我们的服务。请花一分钟通过以下链接告诉我们您的满意程度和意见：\n\n{link}\n\n请勿转发此链接。\n\n客户服务部",
      smsBody: "感谢您选择我们的服务，请通过链接评价：{link} 请勿转发。",
    },
    ["link"],
  ),
  template(
    "portal-code",
    { zh: "门户登录验证码", en: "Portal sign-in code" },
    "sms",
    { code: { zh: "验证码", en: "Code" }, minutes: { zh: "有效分钟数", en: "Minutes it holds" } },
    {
      emailSubject: "登录验证码",
      emailBody:
        "尊敬的{customer}：\n\n您的登录验证码是 {code}，{minutes} 分钟内有效。请勿告知他人；如非本人操作，请忽略本邮件。\n\n客户服务部",
      smsBody: "您的登录验证码是{code}，{minutes}分钟内有效，请勿告知他人。",
    },
    ["code"],
  ),
];

const byKey = new Map(templates.map((one) => [one.key, one]));
export const templateOf = (key: string): Template | undefined => byKey.get(key);
