import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask, queries } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { customerChanged } from "./data.ts";
import { useFieldLabels } from "./field-labels.ts";

const shown = 6;

/** Which departments were told of changes, and who has acknowledged; one's own are acknowledged here. */
export function DepartmentNotices({ id }: { id: string }) {
  const { t } = useText();
  const { me } = useMe();
  const { message } = App.useApp();
  const labels = useFieldLabels();
  const { data } = useQuery({
    queryKey: ["customers", id, "notices"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/notices", { params: { path: { id } } })),
  });
  const acknowledge = useMutation({
    mutationFn: (noticeId: string) =>
      ask(
        api.POST("/api/v1/customers/{id}/notices/{noticeId}/acknowledgement", { params: { path: { id, noticeId } } }),
      ),
    onSuccess: () => {
      void message.success(t("customers.noticeDone"));
      void customerChanged(id);
      void queries.invalidateQueries({ queryKey: ["obligations"] });
    },
    onError: (problem) => void message.error(problem.message),
  });
  if (!data?.items.length) return null;
  const mine = (departmentId: string) => me?.departments.includes(departmentId) ?? false;
  const rows = data.items.toSorted((a, b) => Number(Boolean(a.acknowledgedAt)) - Number(Boolean(b.acknowledgedAt)));
  return (
    <section className="panel no-print">
      <div className="panel-head">
        <h2>{t("customers.notices")}</h2>
      </div>
      <ul className="side-list">
        {rows.slice(0, shown).map((one) => (
          <li key={one.id}>
            <div className="spread">
              <span>
                <strong>{one.departmentName}</strong> <span className="quiet">{labels(one.fields)}</span>
              </span>
              {one.acknowledgedAt ? (
                <Tag tone="good">{t("customers.noticeRead")}</Tag>
              ) : mine(one.departmentId) ? (
                <Button
                  size="small"
                  type="primary"
                  ghost
                  loading={acknowledge.isPending && acknowledge.variables === one.id}
                  onClick={() => acknowledge.mutate(one.id)}
                >
                  {t("customers.noticeAcknowledge")}
                </Button>
              ) : (
                <Tag tone="warn">{t("customers.noticeOpen")}</Tag>
              )}
            </div>
            <span className="quiet small">
              {t("customers.noticeBy", { name: one.changedByName })} <When at={one.changedAt} />
              {one.acknowledgedAt && (
                <>
                  {" · "}
                  {t("customers.noticeReadBy", { name: one.acknowledgedByName ?? "" })} <When at={one.acknowledgedAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
