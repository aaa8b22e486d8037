import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";
import { type Clause, policiesChanged, type Version } from "./data.ts";
import { SaveNote } from "./SaveNote.tsx";

/** Takes a clause out of a draft. */
export function RemoveClause({ version, clause, onDone }: { version: Version; clause: Clause; onDone: () => void }) {
  const { t } = useText();
  const { modal } = App.useApp();
  const remove = useMutation({
    mutationFn: () =>
      ask(
        api.DELETE("/api/v1/policy-versions/{id}/clauses/{number}", {
          params: { path: { id: version.id, number: clause.number }, query: { version: version.version } },
        }),
      ),
    onSuccess: async () => {
      onDone();
      await policiesChanged();
    },
  });
  return (
    <>
      <SaveNote problem={remove.error} onReload={() => remove.reset()} />
      <Button
        type="text"
        danger
        size="small"
        onClick={() =>
          modal.confirm({
            title: t("policies.removeAsk", { number: clause.number }),
            okText: t("policies.removeClause"),
            okButtonProps: { danger: true },
            onOk: () => remove.mutateAsync().catch(() => {}),
          })
        }
      >
        {t("policies.removeClause")}
      </Button>
    </>
  );
}
