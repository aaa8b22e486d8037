import {
  CarOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EnvironmentOutlined,
  ExclamationCircleOutlined,
  SendOutlined,
  StopOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useDivision } from "../../parts/divisions.ts";
import { useChoices } from "../../parts/nouns.ts";
import { Tag, type Tone } from "../../parts/Tag.tsx";
import { companyTime } from "../../parts/clock.ts";
import { useText } from "../../texts/index.ts";

const looks: Record<string, [Tone, ReactNode]> = {
  new: ["warn", <ClockCircleOutlined key="i" />],
  scheduled: ["plain", <ClockCircleOutlined key="i" />],
  dispatched: ["accent", <SendOutlined key="i" />],
  travelling: ["accent", <CarOutlined key="i" />],
  arrived: ["accent", <EnvironmentOutlined key="i" />],
  done: ["good", <CheckCircleOutlined key="i" />],
  failed: ["bad", <ExclamationCircleOutlined key="i" />],
  cancelled: ["plain", <StopOutlined key="i" />],
  moved: ["plain", <CloseCircleOutlined key="i" />],
};

/** The state of an order, by word, tone and picture. */
export function StateTag({ state }: { state: string | undefined }) {
  const word = useChoices("workOrder", "state");
  const [tone, icon] = looks[state ?? ""] ?? ["plain", undefined];
  return (
    <Tag tone={tone} icon={icon}>
      {word(state)}
    </Tag>
  );
}

/** The last part of a division's name, which a dispatcher of one city needs: 西湖区. */
export function useShortArea(): (area: string | null | undefined) => string {
  const division = useDivision();
  return (area) => division(area).split(" ").at(-1) ?? "";
}

const weekdays = { zh: "日一二三四五六", en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] } as const;

/** 周二 16日, Tue 16 Jun. */
export function useSayDay(): (date: string) => string {
  const { language } = useText();
  return (date) => {
    const day = companyTime(date);
    return language === "zh"
      ? `周${weekdays.zh[day.day()]} ${day.format("M月D日")}`
      : `${weekdays.en[day.day()]} ${day.format("D MMM")}`;
  };
}
