import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type OpenMatter, reportsChanged } from "./data.ts";

/** Open matters of earlier reports, to be closed, or taken into today's. */
export function OpenMatters({
  title,
  matters,
  onTake,
}: {
  title: string;
  matters: readonly OpenMatter[];
  onTake?: (matter: OpenMatter) => void;
}) {
  const { t } = useText();
  const { message } = App.useApp();
  const close = useMutation({
    mutationFn: ({ reportId, id }: OpenMatter) =>
      ask(
        api.POST("/api/v1/reports/{id}/matters/{matterId}/completion", {
          params: { path: { id: reportId, matterId: id } },
        }),
      ),
    onSuccess: () => {
      void message.success(t("reports.doneNoted"));
      void reportsChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  if (!matters.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <ul className="report-matters panel-body">
        {matters.map((one) => (
          <li key={one.id} className="report-matter">
            <div>
              <p>{one.matter}</p>
              <p className="quiet small">
                {one.ticketNumber && `${one.ticketNumber} · `}
                {t("reports.of", { name: one.staffName, day: one.day })}
                {one.dueOn && (
                  <>
                    {" · "}
                    {t("reports.dueOn")} <When at={one.dueOn} />
                  </>
                )}
              </p>
            </div>
            <span className="row">
              {onTake && (
                <Button size="small" onClick={() => onTake(one)}>
                  {t("reports.takeOver")}
                </Button>
              )}
              <Button
                size="small"
                aria-label={t("reports.markDoneOf", { name: one.matter })}
                loading={close.isPending && close.variables.id === one.id}
                onClick={() => close.mutate(one)}
              >
                {t("reports.markDone")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
