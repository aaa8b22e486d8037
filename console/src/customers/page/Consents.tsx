import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useChoices, useNoun } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { GiveConsent } from "./GiveConsent.tsx";
import { customerChanged, isOpen, useCustomer } from "./data.ts";

/** What the customer agreed to, each apart, with the way to withdraw. */
export function Consents({ id }: { id: string }) {
  const { t } = useText();
  const { may } = useMe();
  const { data: customer } = useCustomer(id);
  const { modal, message } = App.useApp();
  const [state, set] = useUrlState();
  const noun = useNoun("consent");
  const sees = (noun?.fields.length ?? 0) > 0;
  const purpose = useChoices("consent", "purpose");
  const { data } = useQuery({
    queryKey: ["customers", id, "consents"],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}/consents", { params: { path: { id } } })),
    enabled: sees,
  });
  const withdraw = useMutation({
    mutationFn: (consentId: string) =>
      ask(api.POST("/api/v1/customers/{id}/consents/{consentId}/withdrawal", { params: { path: { id, consentId } } })),
    onSuccess: () => customerChanged(id),
    onError: (problem) => void message.error(problem.message),
  });
  if (!sees) return null;
  const items = data?.items ?? [];
  const writes = may("customers.update") && isOpen(customer) && noun?.fields.some((field) => field.writable);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("customers.consents")}</h2>
        {writes && (
          <Button size="small" type="link" onClick={() => set({ consent: "new" })}>
            {t("customers.consentAdd")}
          </Button>
        )}
      </div>
      {data && !items.length && <p className="side-none">{t("customers.consentsNone")}</p>}
      <ul className="side-list">
        {items.map((one) => (
          <li key={one.id} className="spread">
            <span>
              {purpose(one.purpose)}{" "}
              <span className="quiet small">
                <When at={one.withdrawnAt ?? one.givenAt} />
              </span>
            </span>
            {one.withdrawnAt ? (
              <Tag>{t("customers.withdrawn")}</Tag>
            ) : (
              writes && (
                <Button
                  size="small"
                  type="text"
                  onClick={() =>
                    modal.confirm({
                      title: t("customers.withdrawAsk", { name: purpose(one.purpose) }),
                      content: t("customers.withdrawLead"),
                      okText: t("customers.withdraw"),
                      onOk: () => withdraw.mutateAsync(one.id!),
                    })
                  }
                >
                  {t("customers.withdraw")}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <GiveConsent id={id} open={state.consent === "new"} onClose={() => set({ consent: undefined })} />
    </section>
  );
}
