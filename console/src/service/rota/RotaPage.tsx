import { CopyOutlined, LeftOutlined, PrinterOutlined, RightOutlined, SettingOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { mondayOf, rotaChanged, useRota } from "./data.ts";
import { DayList } from "./DayList.tsx";
import { NoShifts } from "./NoShifts.tsx";
import { OnDuty } from "./OnDuty.tsx";
import "./rota.css";
import { Shifts } from "./Shifts.tsx";
import { WeekBoard } from "./WeekBoard.tsx";

/** Who is on duty when, a week at a time, and where nobody is (B5.3.1). */
export function RotaPage() {
  const { t, language } = useText();
  const { may } = useMe();
  const { modal, message } = App.useApp();
  const [state, set] = useUrlState();
  const narrow = useNarrow();
  const today = companyTime(useNow()).format("YYYY-MM-DD");
  const here = mondayOf(today);
  const first = state.week ? mondayOf(state.week) : here;
  const { data: rota, error } = useRota(first);
  const manages = may("service.rota.manage");
  const go = (weeks: number) => {
    const next = companyTime(first)
      .add(weeks * 7, "day")
      .format("YYYY-MM-DD");
    set({ week: next === here ? undefined : next });
  };
  const copy = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/rota/copies", {
          body: { from: companyTime(first).subtract(7, "day").format("YYYY-MM-DD"), to: first },
        }),
      ),
    onSuccess: ({ copied, skipped }) => {
      void message.success(skipped ? t("rota.copiedSome", { copied, skipped }) : t("rota.copied", { copied }));
      void rotaChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  const last = companyTime(first).add(6, "day");
  const span =
    language === "zh"
      ? `${companyTime(first).format("YYYY年M月D日")} – ${last.format("M月D日")}`
      : `${companyTime(first).format("D MMM")} – ${last.format("D MMM YYYY")}`;
  return (
    <div className="page rota">
      <DeskTabs />
      <PageHead title={t("rota.title")} remark={span}>
        {manages && (
          <>
            <Button
              icon={<CopyOutlined />}
              loading={copy.isPending}
              onClick={() =>
                modal.confirm({
                  title: t("rota.copyAsk"),
                  content: t("rota.copyLead"),
                  okText: t("rota.copy"),
                  onOk: () => copy.mutateAsync().catch(() => {}),
                })
              }
            >
              {t("rota.copy")}
            </Button>
            <Button icon={<SettingOutlined />} onClick={() => set({ shifts: "yes" })}>
              {t("rota.shifts")}
            </Button>
          </>
        )}
        {!narrow && (
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t("rota.print")}
          </Button>
        )}
      </PageHead>
      <div className="rota-bar no-print">
        <span className="row">
          <Button icon={<LeftOutlined />} aria-label={t("rota.before")} onClick={() => go(-1)} />
          <Button disabled={first === here} onClick={() => set({ week: undefined })}>
            {t("rota.thisWeek")}
          </Button>
          <Button icon={<RightOutlined />} aria-label={t("rota.after")} onClick={() => go(1)} />
        </span>
        {rota && rota.shifts.length > 0 && <Covered minutes={rota.minutes} covered={rota.coveredMinutes} />}
        <OnDuty />
      </div>
      <ProblemNote problem={error} />
      {!rota && !error && <Waiting lines={6} />}
      {rota &&
        (rota.shifts.length === 0 ? (
          <NoShifts />
        ) : narrow ? (
          <DayList rota={rota} />
        ) : (
          <WeekBoard rota={rota} today={today} />
        ))}
      <p className="rota-sign">{t("rota.sign")}</p>
      {manages && <Shifts open={state.shifts === "yes"} onClose={() => set({ shifts: undefined })} />}
    </div>
  );
}

function Covered({ minutes, covered }: { minutes: number; covered: number }) {
  const { t } = useText();
  const hours = (amount: number) => String(Math.round(amount / 6) / 10);
  return minutes === covered ? (
    <span className="rota-whole">{t("rota.gapFree")}</span>
  ) : (
    <span className="rota-holes">{t("rota.covered", { covered: hours(covered), all: hours(minutes) })}</span>
  );
}
