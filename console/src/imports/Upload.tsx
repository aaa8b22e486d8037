import { InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Segmented, Spin, Upload as AntUpload } from "antd";
import { type Schema, send } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import type { What } from "./uses.ts";

/** The file itself, and what is in it. */
export function Upload({ what }: { what: What }) {
  const { t } = useText();
  const [, set] = useUrlState();
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return send<Schema<"UploadedFile">>("POST", "/api/v1/files", form);
    },
    onSuccess: (kept) => set({ file: kept.id }, { push: true }),
  });
  return (
    <section className="panel panel-body stack">
      <div className="row">
        <span className="quiet">{t("imports.what")}</span>
        <Segmented<What>
          value={what}
          onChange={(next) => set({ what: next === "purchases" ? next : undefined })}
          options={(["customers", "purchases"] as const).map((value) => ({ value, label: t(`imports.${value}`) }))}
        />
      </div>
      <AntUpload.Dragger
        accept=".csv,.txt,.tsv,.xlsx"
        multiple={false}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        <div className="import-drop">
          {upload.isPending ? <Spin /> : <InboxOutlined className="import-inbox" />}
          <strong>
            {upload.isPending ? t("imports.uploading", { name: upload.variables.name }) : t("imports.drop")}
          </strong>
          <span className="quiet">{t("imports.dropLead")}</span>
        </div>
      </AntUpload.Dragger>
      <ProblemNote problem={upload.error} />
    </section>
  );
}
