import { Steps } from "antd";
import { PageHead } from "../parts/PageHead.tsx";
import { useNarrow } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import "./imports.css";
import { Columns } from "./Columns.tsx";
import { Outcome } from "./Outcome.tsx";
import { Recent } from "./Recent.tsx";
import { Upload } from "./Upload.tsx";

/** From a file to customers: upload, columns, dry run, import. Where one is stands in the address. */
export function ImportWizard() {
  const { t } = useText();
  const narrow = useNarrow();
  const [{ file, what, job, tried }] = useUrlState();
  const kind = what === "purchases" ? "purchases" : "customers";
  const step = job ? (tried ? 3 : 2) : file ? 1 : 0;
  return (
    <div className="page import">
      <PageHead title={t("imports.title")} remark={t(`imports.${kind}`)} />
      <Steps
        current={step}
        size="small"
        responsive={false}
        {...(narrow && { type: "dot" as const })}
        items={(["stepFile", "stepMap", "stepTry", "stepRun"] as const).map((key) => ({ title: t(`imports.${key}`) }))}
      />
      {job ? (
        <Outcome id={job} />
      ) : file ? (
        <Columns key={`${file}-${kind}`} fileId={file} what={kind} />
      ) : (
        <>
          <Upload what={kind} />
          <Recent />
        </>
      )}
    </div>
  );
}
