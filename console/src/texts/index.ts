import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { complianceTexts } from "../compliance/texts.ts";
import { customerTexts } from "../customers/texts.ts";
import { frameTexts } from "../frame/texts.ts";
import { type Language, preferences, usePreferences } from "../frame/preferences.ts";
import { gradingTexts } from "../grading/texts.ts";
import { importTexts } from "../imports/texts.ts";
import { liveTexts } from "../live/texts.ts";
import { partTexts } from "../parts/texts.ts";
import { policyTexts } from "../policies/texts.ts";
import { replayTexts } from "../replay/texts.ts";
import { messageTexts } from "../service/messages/texts.ts";
import { chatTexts } from "../service/chat/texts.ts";
import { runTexts } from "../runs/texts.ts";
import { supervisionTexts } from "../supervision/texts.ts";
import { signInTexts } from "../sign-in/texts.ts";
import { approvalTexts } from "../approvals/texts.ts";
import { auditTexts } from "../audit/texts.ts";
import { cleansingTexts } from "../cleansing/texts.ts";
import { settingsTexts } from "../settings/texts.ts";
import { noticeTexts } from "../notices/texts.ts";
import { staffTexts } from "../staff/texts.ts";
import { contactTexts } from "../service/contacts/texts.ts";
import { hotlineTexts } from "../service/hotline/texts.ts";
import { rotaTexts } from "../service/rota/texts.ts";
import { boardTexts } from "../service/board/texts.ts";
import { knowledgeTexts } from "../service/knowledge/texts.ts";
import { callbackTexts } from "../service/callbacks/texts.ts";
import { qualityTexts } from "../service/quality/texts.ts";
import { reportTexts } from "../service/reports/texts.ts";
import { handoverTexts } from "../service/handovers/texts.ts";
import { complaintTexts } from "../service/complaint/texts.ts";
import { improvementTexts } from "../service/improvements/texts.ts";
import { serviceTexts } from "../service/texts.ts";
import { ticketTexts } from "../service/tickets/texts.ts";
import { workOrderTexts } from "../service/work-orders/texts.ts";
import { worklistTexts } from "../worklist/texts.ts";
import type { Text, Texts } from "./text.ts";

/** Each module's texts, under its name: `t("customers.title")`. A missing language is a compile error. */
const modules = {
  frame: frameTexts,
  parts: partTexts,
  live: liveTexts,
  signIn: signInTexts,
  customers: customerTexts,
  grading: gradingTexts,
  imports: importTexts,
  policies: policyTexts,
  supervision: supervisionTexts,
  replay: replayTexts,
  compliance: complianceTexts,
  messages: messageTexts,
  runs: runTexts,
  chat: chatTexts,
  worklist: worklistTexts,
  notices: noticeTexts,
  approvals: approvalTexts,
  staff: staffTexts,
  audit: auditTexts,
  cleansing: cleansingTexts,
  settings: settingsTexts,
  service: serviceTexts,
  callbacks: callbackTexts,
  knowledge: knowledgeTexts,
  quality: qualityTexts,
  reports: reportTexts,
  handovers: handoverTexts,
  tickets: ticketTexts,
  complaints: complaintTexts,
  improvements: improvementTexts,
  board: boardTexts,
  workOrders: workOrderTexts,
  contacts: contactTexts,
  hotline: hotlineTexts,
  rota: rotaTexts,
};

type Modules = typeof modules;
export type TextKey = { [M in keyof Modules & string]: `${M}.${keyof Modules[M] & string}` }[keyof Modules & string];
export type Values = Record<string, string | number>;

const dictionary = (language: Language) =>
  Object.fromEntries(
    Object.entries(modules).flatMap(([name, texts]) =>
      Object.entries(texts as Texts).map(([key, text]) => [`${name}.${key}`, text[language]]),
    ),
  );

void i18next.use(initReactI18next).init({
  lng: preferences.read().language,
  resources: { zh: { translation: dictionary("zh") }, en: { translation: dictionary("en") } },
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows; places are `{name}`, as in the server's texts.
  interpolation: { escapeValue: false, prefix: "{", suffix: "}" },
});

/** `t` for the screens' own texts, `pick` for texts that the server sends in both languages. */
export function useText() {
  const { language } = usePreferences();
  const { i18n } = useTranslation();
  if (i18n.language !== language) void i18n.changeLanguage(language);
  const t = (key: TextKey, values?: Values): string => i18n.t(key, { ...values, lng: language });
  const pick = (text: Text | null | undefined, values: Record<string, unknown> = {}): string =>
    fill(text?.[language] ?? "", values);
  return { t, pick, language };
}

/** Fills `{name}` places; one without a value is left out. */
const fill = (text: string, values: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
