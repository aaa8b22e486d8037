import { SwapOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Modal, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { contactChanged } from "./data.ts";

/** Hands contacts to a colleague, such as the next shift; who is on duty comes first. */
export function HandOver({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [staffId, setStaffId] = useState<string>();
  const people = useQuery({
    queryKey: ["contacts", "receivers"],
    queryFn: () => ask(api.GET("/api/v1/contacts/receivers")),
    enabled: open,
  }).data?.items;
  const hand = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/contacts/handovers", { body: { ids: [...ids], staffId: staffId! } })),
    onSuccess: ({ handed }) => {
      void message.success(t("contacts.handed", { count: handed }));
      setOpen(false);
      onDone();
      void contactChanged();
    },
  });
  return (
    <>
      <Button icon={<SwapOutlined />} onClick={() => setOpen(true)}>
        {t("contacts.hand")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("contacts.hand")}
        okText={t("contacts.handDo")}
        okButtonProps={{ disabled: !staffId }}
        onOk={() => hand.mutate()}
        confirmLoading={hand.isPending}
        width={420}
        destroyOnHidden
      >
        <div className="stack">
          <p className="quiet">{t("contacts.handLead")}</p>
          <Select
            autoFocus
            value={staffId}
            onChange={setStaffId}
            placeholder={t("contacts.handTo")}
            aria-label={t("contacts.handTo")}
            showSearch={{ optionFilterProp: "label" }}
            options={(people ?? []).map((one) => ({
              value: one.id,
              label: one.onDutyUntil ? `${one.name} · ${t("contacts.onDuty")}` : one.name,
            }))}
          />
          <ProblemNote problem={hand.error} fields />
        </div>
      </Modal>
    </>
  );
}
