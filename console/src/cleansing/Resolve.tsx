import { useMutation } from "@tanstack/react-query";
import { App, Button, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { formatCount } from "../parts/Money.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { cleansingChanged, type Problem, type Resolution, resolutionsFor } from "./data.ts";

type Props = {
  readonly cleansingId: string;
  readonly which: { ids: string[] } | { problem: Problem };
  readonly found: readonly Problem[];
  readonly count: number;
  readonly label: string;
  readonly primary?: boolean;
  readonly onDone: () => void;
};

/** Decides on findings: only what fits their problem is offered, each with what follows from it. */
export function Resolve({ cleansingId, which, found, count, label, primary, onDone }: Props) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [resolution, setResolution] = useState<Resolution>();
  const [note, setNote] = useState("");
  const resolve = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/cleansings/{id}/resolutions", {
          params: { path: { id: cleansingId } },
          body: { ...which, resolution: resolution!, note: note.trim() || null },
        }),
      ),
    onSuccess: async ({ done }) => {
      void message.success(t("cleansing.doneCount", { count: formatCount(done) }));
      setOpen(false);
      setResolution(undefined);
      setNote("");
      onDone();
      await cleansingChanged();
    },
  });
  return (
    <>
      <Button type={primary ? "primary" : "default"} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("cleansing.resolveTitle", { count: formatCount(count) })}
        okText={resolution ? t(`cleansing.${resolution}`) : t("cleansing.resolve")}
        okButtonProps={{ disabled: !resolution, danger: resolution === "deleted" || resolution === "merged" }}
        confirmLoading={resolve.isPending}
        onOk={() => resolve.mutate()}
        width={460}
        destroyOnHidden
      >
        <div className="stack">
          <Radio.Group value={resolution} onChange={(event) => setResolution(event.target.value as Resolution)}>
            <div className="resolutions">
              {resolutionsFor(found).map((one) => (
                <Radio key={one} value={one}>
                  {t(`cleansing.${one}`)}
                  <span className="quiet small resolution-lead">{t(`cleansing.${one}Lead`)}</span>
                </Radio>
              ))}
            </div>
          </Radio.Group>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={500}
            value={note}
            placeholder={t("cleansing.note")}
            aria-label={t("cleansing.note")}
            onChange={(event) => setNote(event.target.value)}
          />
          <ProblemNote problem={resolve.error} fields />
        </div>
      </Modal>
    </>
  );
}
