import { EllipsisOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { api, ask, type Schema } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { Approve } from "./Approve.tsx";
import { policiesChanged, type Version } from "./data.ts";
import { exportFiles } from "./files.ts";
import { NewDraft } from "./NewDraft.tsx";
import { Return } from "./Return.tsx";
import { SaveNote } from "./SaveNote.tsx";

/** What this person may do with this version: the next step as a button, the rest behind 'more'. */
export function VersionActions({ policy, version }: { policy: Schema<"PolicyWithVersions">; version: Version }) {
  const { t } = useText();
  const { me, may } = useMe();
  const { message, modal } = App.useApp();
  const [{ act }, set] = useUrlState();
  const [busy, setBusy] = useState(false);
  const params = { path: { id: version.id } };
  const body = { version: version.version };
  const tell = (problem: unknown) => {
    modal.error({ title: t("policies.problems"), content: <SaveNote problem={problem} />, width: 560, icon: null });
  };
  const send = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/policy-versions/{id}/submission", { params, body })),
    onSuccess: async () => {
      await policiesChanged();
      void message.success(t("policies.sent"));
    },
    onError: tell,
  });
  const withdraw = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/policy-versions/{id}/withdrawal", { params, body })),
    onSuccess: policiesChanged,
    onError: tell,
  });
  const { state } = version;
  const open = ["draft", "review", "approved"].includes(state);
  const askSend = () =>
    modal.confirm({
      title: t("policies.sendAsk"),
      content: t("policies.sendLead"),
      okText: t("policies.send"),
      onOk: () => send.mutateAsync().catch(() => {}),
    });
  const askWithdraw = () =>
    modal.confirm({
      title: t("policies.withdrawAsk", { number: version.number }),
      content: t("policies.withdrawLead"),
      okText: t("policies.withdraw"),
      okButtonProps: { danger: true },
      onOk: () => withdraw.mutateAsync().catch(() => {}),
    });
  const bring = async () => {
    setBusy(true);
    await exportFiles(version.id, version.code, version.number)
      .catch(tell)
      .finally(() => setBusy(false));
  };
  const mine = may("policy.edit") && version.submittedByName === me?.name;
  const items = [
    { key: "export", label: t("policies.export"), onClick: () => void bring() },
    ...(may("policy.edit")
      ? [{ key: "draft", label: t("policies.newDraft"), onClick: () => set({ act: "draft" }) }]
      : []),
    ...(open && may(state === "approved" ? "policy.review" : "policy.edit")
      ? [{ key: "withdraw", danger: true, label: t("policies.withdraw"), onClick: askWithdraw }]
      : []),
  ];
  return (
    <>
      {open && version.kind === "company" && may("policy.replay") && (
        <Link to={"/replays" as "/"} search={{ start: "yes", version: version.id, document: version.code }}>
          <Button>{t("policies.replay")}</Button>
        </Link>
      )}
      {state === "draft" && may("policy.edit") && (
        <Button type="primary" onClick={askSend} loading={send.isPending}>
          {t("policies.send")}
        </Button>
      )}
      {state === "review" && (may("policy.review") || mine) && (
        <Button onClick={() => set({ act: "return" })}>{t(mine ? "policies.takeBack" : "policies.return")}</Button>
      )}
      {state === "review" && may("policy.review") && (
        <Button type="primary" onClick={() => set({ act: "approve" })}>
          {t("policies.approve")}
        </Button>
      )}
      {!open && may("policy.edit") && (
        <Button type="primary" onClick={() => set({ act: "draft" })}>
          {t("policies.newDraft")}
        </Button>
      )}
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button icon={<EllipsisOutlined />} loading={busy} aria-label={t("policies.more")} />
      </Dropdown>
      <NewDraft policy={policy} version={version} open={act === "draft"} onClose={() => set({ act: undefined })} />
      <Approve version={version} open={act === "approve"} onClose={() => set({ act: undefined })} />
      <Return version={version} open={act === "return"} onClose={() => set({ act: undefined })} />
    </>
  );
}
