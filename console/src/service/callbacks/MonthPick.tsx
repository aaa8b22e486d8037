import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { companyTime } from "../../parts/clock.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { monthFrom } from "./data.ts";

/** The month that a page speaks of: that of the address, else the last that is over. */
export function useMonth(): string {
  const [url] = useUrlState();
  const now = useNow();
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(url.month ?? "")
    ? url.month!
    : companyTime(now).subtract(1, "month").format("YYYY-MM");
}

/** Steps from month to month. */
export function MonthPick() {
  const { t } = useText();
  const month = useMonth();
  const [, set] = useUrlState();
  const go = (by: number) => set({ month: monthFrom(month, by) });
  return (
    <span className="row month-pick no-print">
      <Button icon={<LeftOutlined />} aria-label={t("callbacks.previous")} onClick={() => go(-1)} />
      <DatePicker
        picker="month"
        allowClear={false}
        value={dayjs(`${month}-01`)}
        onChange={(next) => next && set({ month: next.format("YYYY-MM") })}
        aria-label={t("callbacks.month")}
      />
      <Button icon={<RightOutlined />} aria-label={t("callbacks.next")} onClick={() => go(1)} />
    </span>
  );
}
