import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link, useParams } from "@tanstack/react-router";
import { Tabs } from "antd";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { firstVersion, tones, usePolicy, useVersion } from "./data.ts";
import { Document } from "./Document.tsx";
import "../grading/grading.css";
import "./policies.css";
import { StateNote } from "./StateNote.tsx";
import { VersionActions } from "./VersionActions.tsx";
import { VersionChanges } from "./VersionChanges.tsx";
import { Versions } from "./Versions.tsx";

/** One policy document: its text, its versions, and how they differ. */
export function PolicyPage() {
  const { t, pick } = useText();
  const { code } = useParams({ strict: false }) as { code: string };
  const [state, set] = useUrlState();
  const policy = usePolicy(code);
  const head = policy.data && (policy.data.versions.find((one) => one.id === state.version) ?? firstVersion(policy.data));
  const version = useVersion(head?.id);
  if (policy.error || version.error)
    return (
      <div className="page">
        <ProblemNote problem={policy.error ?? version.error} />
      </div>
    );
  if (!policy.data || !head || !version.data) return <Waiting lines={8} />;
  const open = state.clause !== undefined && (state.tab ?? "text") === "text";
  return (
    <div className={open ? "page policy-page policy-open" : "page policy-page"}>
      <Link to={"/policies" as "/"} className="back no-print">
        <ArrowLeftOutlined /> {t("policies.back")}
      </Link>
      <PageHead
        title={pick(policy.data.title)}
        remark={
          <span className="row">
            <span>{t("policies.version", { number: head.number })}</span>
            <Tag tone={tones[head.state]}>{t(`policies.${head.state}`)}</Tag>
          </span>
        }
      >
        <VersionActions policy={policy.data} version={version.data} />
      </PageHead>
      <StateNote version={version.data} />
      <Tabs
        className="no-print"
        activeKey={state.tab ?? "text"}
        onChange={(tab) => set({ tab: tab === "text" ? undefined : tab, clause: undefined })}
        items={[
          { key: "text", label: t("policies.tabText") },
          { key: "versions", label: `${t("policies.tabVersions")} ${policy.data.versions.length}` },
          { key: "changes", label: t("policies.tabChanges") },
        ]}
      />
      {state.tab === "versions" ? (
        <Versions policy={policy.data} here={head.id} />
      ) : state.tab === "changes" ? (
        <VersionChanges policy={policy.data} head={head} />
      ) : (
        <Document version={version.data} />
      )}
    </div>
  );
}
