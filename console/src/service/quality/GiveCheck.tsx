import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Modal, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Check, checkChanged } from "./data.ts";

/** Gives a check to another scorer. */
export function GiveCheck({ check }: { check: Check }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [scorerId, setScorerId] = useState<string>();
  const scorers = useQuery({
    queryKey: ["quality", "scorers"],
    queryFn: () => ask(api.GET("/api/v1/quality/scorers")),
    enabled: open,
  });
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/quality-checks/{id}/scorer", {
          params: { path: { id: check.id } },
          body: { version: check.version, scorerId: scorerId! },
        }),
      ),
    onSuccess: (saved) => {
      setOpen(false);
      void message.success(t("quality.givenDone"));
      checkChanged(saved);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("quality.give")}</Button>
      <Modal
        open={open}
        title={t("quality.giveTitle")}
        okText={t("quality.give")}
        okButtonProps={{ disabled: !scorerId }}
        confirmLoading={save.isPending}
        onOk={() => save.mutate()}
        onCancel={() => setOpen(false)}
        width={420}
        destroyOnHidden
      >
        <div className="stack dialog-form">
          <Select
            value={scorerId}
            onChange={setScorerId}
            loading={scorers.isPending}
            style={{ width: "100%" }}
            placeholder={t("quality.giveTitle")}
            aria-label={t("quality.giveTitle")}
            options={(scorers.data?.items ?? [])
              .filter((one) => one.id !== check.staffId && one.id !== check.scorerId)
              .map((one) => ({ value: one.id, label: one.name, open: one.open }))}
            optionRender={(option) => (
              <span className="spread">
                <span>{option.label}</span>
                <span className="quiet small">{t("quality.openCount", { count: option.data.open })}</span>
              </span>
            )}
          />
          <ProblemNote problem={save.error} />
        </div>
      </Modal>
    </>
  );
}
