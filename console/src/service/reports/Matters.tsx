import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Matter, reportsChanged, type WorkReport } from "./data.ts";

/** The open matters of a report, with whoever owns them. */
export function Matters({ report }: { report: WorkReport }) {
  const { t } = useText();
  const { message } = App.useApp();
  const close = useMutation({
    mutationFn: ({ id }: Matter) =>
      ask(
        api.POST("/api/v1/reports/{id}/matters/{matterId}/completion", {
          params: { path: { id: report.id, matterId: id } },
        }),
      ),
    onSuccess: () => {
      void message.success(t("reports.doneNoted"));
      void reportsChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  if (!report.matters.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("reports.matters")}</h2>
      </div>
      <ul className="report-matters panel-body">
        {report.matters.map((one) => (
          <li key={one.id} className="report-matter">
            <div>
              <p>{one.matter}</p>
              <p className="quiet small">
                {one.ticketNumber && `${one.ticketNumber} · `}
                {one.ownerName ? t("reports.ownerOf", { name: one.ownerName }) : t("reports.noOwner")}
                {one.dueOn && (
                  <>
                    {" · "}
                    {t("reports.dueOn")} <When at={one.dueOn} />
                  </>
                )}
              </p>
            </div>
            {one.doneAt ? (
              <Tag tone="good">{t("reports.doneBy", { name: one.doneByName ?? "" })}</Tag>
            ) : (
              <Button
                size="small"
                className="no-print"
                aria-label={t("reports.markDoneOf", { name: one.matter })}
                onClick={() => close.mutate(one)}
              >
                {t("reports.markDone")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
