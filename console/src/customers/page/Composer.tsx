import { useMutation } from "@tanstack/react-query";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useDraft } from "../../parts/draft.ts";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { customerChanged, isOpen, useCustomer } from "./data.ts";

/** Records a conversation: its way and what was said; Ctrl Enter saves. */
export function Composer({ id }: { id: string }) {
  const { t, pick } = useText();
  const { may } = useMe();
  const { data: customer } = useCustomer(id);
  const { message } = App.useApp();
  const { draft, keep, drop } = useDraft<string>(`talk.${id}`);
  const [content, setContent] = useState(draft ?? "");
  const [way, setWay] = useState("phone");
  const field = useNoun("communication")?.fields.find((one) => one.key === "way");
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/customers/{id}/communications", {
          params: { path: { id } },
          body: {
            at: new Date().toISOString(),
            way: way as never,
            content: content.trim(),
            place: null,
            opinion: null,
            need: null,
            nextStep: null,
          },
        }),
      ),
    onSuccess: () => {
      drop();
      setContent("");
      void message.success(t("customers.composerDone"));
      void customerChanged(id);
    },
  });
  if (!field?.writable || !may("customers.update") || !isOpen(customer)) return null;
  const ready = content.trim().length > 0;
  return (
    <div className="composer no-print">
      <Input.TextArea
        value={content}
        maxLength={5000}
        autoSize={{ minRows: ready ? 3 : 1, maxRows: 10 }}
        placeholder={t("customers.writeComposer")}
        aria-label={t("customers.writeComposer")}
        onChange={(event) => {
          setContent(event.target.value);
          keep(event.target.value);
        }}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && ready && save.mutate()}
      />
      {ready && (
        <div className="row">
          <Select
            size="small"
            value={way}
            onChange={setWay}
            aria-label={t("customers.composerWay")}
            options={(field.choices ?? []).map((one) => ({ value: one.value, label: pick(one.label) }))}
            style={{ minWidth: 96 }}
          />
          <Button size="small" type="primary" onClick={() => save.mutate()} loading={save.isPending}>
            {t("customers.composerSave")}
          </Button>
        </div>
      )}
      <ProblemNote problem={save.error} fields />
    </div>
  );
}
