import type { Texts } from "../texts/text.ts";

export const runTexts = {
  title: { zh: "后台任务", en: "Background jobs" },
  active: { zh: "进行中", en: "Running" },
  all: { zh: "全部", en: "All" },
  none: { zh: "还没有后台任务", en: "No jobs yet" },
  noneActive: { zh: "没有正在运行的任务", en: "Nothing is running" },
  noneLead: {
    zh: "导入、导出和等级评定会在这里显示进度。",
    en: "Imports, exports and gradings show their progress here.",
  },
  by: { zh: "{name} 发起", en: "started by {name}" },
  cancel: { zh: "取消任务", en: "Cancel job" },
  cancelAsk: { zh: "取消这个任务？", en: "Cancel this job?" },
  cancelLead: { zh: "已完成的部分会保留。", en: "What is finished stays." },
  keep: { zh: "继续运行", en: "Let it run" },
  took: { zh: "用时 {span}", en: "took {span}" },
  started: { zh: "「{name}」已开始", en: "“{name}” has started" },
  finished: { zh: "「{name}」已完成", en: "“{name}” is done" },
  failed: { zh: "「{name}」失败", en: "“{name}” failed" },
  progress: { zh: "{done} / {total}", en: "{done} / {total}" },
  export: { zh: "导出", en: "Export" },
  exportStarted: { zh: "正在导出，完成后会通知您。", en: "Exporting; you will be told when it is done." },
  exportDone: { zh: "导出完成", en: "The export is ready" },
  exportShown: { zh: "列表中的列", en: "Columns of the list" },
  exportAll: { zh: "全部列", en: "All columns" },
  download: { zh: "下载文件", en: "Download the file" },
} satisfies Texts;
