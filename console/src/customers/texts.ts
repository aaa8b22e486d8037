import type { Texts } from "../texts/text.ts";

export const customerTexts = {
  title: { zh: "客户", en: "Customers" },
  searchHint: { zh: "姓名、拼音、电话后四位、会员号", en: "Name, pinyin, last four digits, member number" },
  new: { zh: "录入客户", en: "New customer" },
  import: { zh: "导入", en: "Import" },
  none: { zh: "还没有客户", en: "No customers yet" },
  noneLead: { zh: "录入第一位客户，或从 Excel、CSV 文件导入。", en: "Enter the first one, or import them from an Excel or CSV file." },
} satisfies Texts;
