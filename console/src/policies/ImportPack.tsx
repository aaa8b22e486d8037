import { InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Modal, Upload } from "antd";
import { useState } from "react";
import { api, ask, Problem } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";
import { policiesChanged, type PolicyProblem } from "./data.ts";
import { Problems } from "./Problems.tsx";

type File = { readonly name: string; readonly text: string };

/** Reads the files of a pack, shows what the check says of them, keeps them as a draft. */
export function ImportPack({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [files, setFiles] = useState<readonly File[]>([]);
  const check = useMutation({
    mutationFn: (given: readonly File[]) =>
      ask(api.POST("/api/v1/policies/imports", { body: { files: [...given], dryRun: true } })),
  });
  const keep = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/policies/imports", { body: { files: [...files], dryRun: false } })),
    onSuccess: async ({ id, code }) => {
      void message.success(t("policies.saved"));
      await policiesChanged();
      close();
      void navigate({ to: `/policies/${code}` as "/", search: { version: id ?? undefined } });
    },
  });
  const close = () => {
    setFiles([]);
    check.reset();
    keep.reset();
    onClose();
  };
  const take = async (chosen: readonly Blob[]) => {
    const given = await Promise.all(
      chosen.map(async (file) => ({ name: (file as globalThis.File).name, text: await file.text() })),
    );
    const yaml = given.filter((file) => /\.ya?ml$/.test(file.name));
    setFiles(yaml);
    keep.reset();
    if (yaml.length) check.mutate(yaml);
  };
  const refused = check.error instanceof Problem ? (check.error.body.problems as PolicyProblem[] | undefined) : undefined;
  const problems = refused ?? check.data?.problems ?? [];
  const wrong = check.isError || problems.some((one) => one.severity === "error");
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t("policies.import")}
      width={640}
      destroyOnHidden
      footer={
        <>
          <Button onClick={close}>{t("parts.cancel")}</Button>
          <Button
            type="primary"
            disabled={!check.data || wrong}
            loading={keep.isPending || check.isPending}
            onClick={() => keep.mutate()}
          >
            {t("policies.importDo")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">{t("policies.importLead")}</p>
        <Upload.Dragger
          multiple
          accept=".yaml,.yml"
          showUploadList={false}
          beforeUpload={(file, all) => {
            if (file === all.at(-1)) void take(all);
            return false;
          }}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p>{files.length ? t("policies.importFiles", { count: files.length }) : t("policies.importDrop")}</p>
        </Upload.Dragger>
        {check.data && !wrong && (
          <Alert type="success" showIcon title={t("policies.importFine", { code: check.data.code })} />
        )}
        {refused ? <Alert type="error" showIcon title={t("policies.importWrong")} /> : <ProblemNote problem={check.error} />}
        {problems.length > 0 && <Problems problems={problems} />}
        <ProblemNote problem={keep.error} />
      </div>
    </Modal>
  );
}
