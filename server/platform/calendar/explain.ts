import type { Text } from "../text.ts";
import { formatDuration, formatSeconds } from "./duration.ts";
import type { SpecialDay, Step } from "./sum.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const unpublished: Text = {
  zh: "（节假日安排尚未公布，公布后可能调整）",
  en: " (official holidays not published yet: this may change)",
};

/** The addition in sentences, one a step: 「10月1日至8日 国庆节 不计」. */
export function explainDue(sum: readonly Step[]): Text[] {
  const opened = sum.find((step) => step.kind === "opened");
  // A year is named only where it is not the year of opening.
  const year = opened?.at.slice(0, 4) ?? "";
  return sum.map((step) => sentence(step, year));
}

function sentence(step: Step, year: string): Text {
  switch (step.kind) {
    case "opened":
      return openedSentence(step);
    case "counted": {
      const period = spell(step.from, step.to, year);
      const amount = countedAmount(step);
      const special = step.special.map((day) => spellSpecial(day, year));
      return {
        zh: `${period.zh} 计${amount.zh}${special.length ? `（${special.map((text) => text.zh).join("；")}）` : ""}`,
        en: `${period.en}: ${amount.en} counted${special.length ? ` (${special.map((text) => text.en).join("; ")})` : ""}`,
      };
    }
    case "closed": {
      const days = spell(step.from, step.to, year);
      return { zh: `${days.zh} ${step.reason.name.zh} 不计`, en: `${days.en}, ${step.reason.name.en}: not counted` };
    }
    case "planned": {
      const at = spellTime(step.at, year);
      return { zh: `若无暂停，应于${at.zh}到期`, en: `Without pauses due ${at.en}` };
    }
    case "paused":
      return pausedSentence(step, year);
    case "due": {
      const at = spellTime(step.at, year);
      const note: Text = step.provisional ? unpublished : { zh: "", en: "" };
      return { zh: `${at.zh} 到期${note.zh}`, en: `Due ${at.en}${note.en}` };
    }
    case "waiting": {
      const rest = formatSeconds(step.seconds);
      return { zh: `恢复后还剩${rest.zh}`, en: `${rest.en} left once it resumes` };
    }
  }
}

function openedSentence(step: Extract<Step, { kind: "opened" }>): Text {
  const [at, duration] = [spellTime(step.at, ""), formatDuration(step.duration)];
  const starts = step.startsAt && spellTime(step.startsAt, step.at.slice(0, 4));
  const note: Text = step.duration.endsWith("wd")
    ? { zh: "，当日不计", en: "; that day does not count" }
    : starts
      ? { zh: `，非工作时间，${starts.zh}起计`, en: `; closed then, so counting starts ${starts.en}` }
      : { zh: "", en: "" };
  return {
    zh: `${at.zh} 开始，时限${duration.zh}（${step.calendar.zh}）${note.zh}`,
    en: `Opened ${at.en}, ${duration.en} (${step.calendar.en})${note.en}`,
  };
}

function pausedSentence(step: Extract<Step, { kind: "paused" }>, year: string): Text {
  const seconds = formatSeconds(step.seconds);
  if (step.to === null) {
    const from = spellTime(step.from, year);
    return { zh: `${from.zh} 起暂停`, en: `Paused since ${from.en}` };
  }
  const period = spell(step.from, step.to, year);
  return step.seconds === 0
    ? {
        zh: `${period.zh} 暂停，其间本不计时，不顺延`,
        en: `${period.en}: paused, but the clock would not have run anyway`,
      }
    : { zh: `${period.zh} 暂停，顺延${seconds.zh}`, en: `${period.en}: paused, put off by ${seconds.en}` };
}

function countedAmount({ days, workingDays, seconds }: Extract<Step, { kind: "counted" }>): Text {
  if (workingDays) return formatDuration(`${workingDays}wd`);
  return days ? formatDuration(`${days}d`) : formatSeconds(seconds);
}

function spellSpecial({ date, reason }: SpecialDay, year: string): Text {
  const day = spell(date, date, year);
  return reason.kind === "make-up"
    ? { zh: `${day.zh}为${reason.name.zh}调休上班`, en: `${day.en} is worked in lieu, ${reason.name.en}` }
    : { zh: `${day.zh}${reason.name.zh}`, en: `${day.en}: ${reason.name.en}` };
}

/** Two dates, or two times, said once where they share year, month or day. */
function spell(from: string, to: string, year: string): Text {
  const [fromDate, toDate] = [from.slice(0, 10), to.slice(0, 10)];
  if (from.length > 10) {
    const start = spellTime(from, year);
    const end = fromDate === toDate ? { zh: clock(to), en: clock(to) } : spellTime(to, fromDate.slice(0, 4));
    return { zh: `${start.zh}至${end.zh}`, en: `${start.en} to ${end.en}` };
  }
  const start = spellDate(fromDate, year);
  if (fromDate === toDate) return start;
  const end = spellDate(toDate, fromDate.slice(0, 4));
  if (fromDate.slice(0, 7) !== toDate.slice(0, 7))
    return { zh: `${start.zh}至${end.zh}`, en: `${start.en} to ${end.en}` };
  return {
    zh: `${start.zh}至${Number(toDate.slice(8))}日`,
    en: `${Number(fromDate.slice(8))} to ${spellDate(toDate, year).en}`,
  };
}

function spellDate(date: string, year: string): Text {
  const [y = "", m, d] = date.split("-");
  const other = y !== year;
  return {
    zh: `${other ? `${y}年` : ""}${Number(m)}月${Number(d)}日`,
    en: `${Number(d)} ${months[Number(m) - 1]}${other ? ` ${y}` : ""}`,
  };
}

function spellTime(time: string, year: string): Text {
  const date = spellDate(time.slice(0, 10), year);
  return { zh: `${date.zh} ${clock(time)}`, en: `${date.en} ${clock(time)}` };
}

const clock = (time: string) => time.slice(11).replace(/:00$/, "");
