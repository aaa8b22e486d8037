import { FileTextOutlined, HistoryOutlined, ImportOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../frame/me.ts";
import { companyTime } from "../parts/clock.ts";
import { Empty } from "../parts/Empty.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { useText } from "../texts/index.ts";
import { type Policy, tones, usePolicies } from "./data.ts";
import { ImportPack } from "./ImportPack.tsx";
import "./policies.css";

/** All policy documents: the company's own, then the law. */
export function PolicyList() {
  const { t } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const query = usePolicies();
  const items = query.data?.items ?? [];
  const bring = may("policy.edit") && (
    <Button icon={<ImportOutlined />} onClick={() => set({ import: "yes" })}>
      {t("policies.import")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("policies.title")}>
        {may("policy.replay") && (
          <Link to={"/replays" as "/"}>
            <Button icon={<HistoryOutlined />}>{t("replay.title")}</Button>
          </Link>
        )}
        {bring}
      </PageHead>
      <ProblemNote problem={query.error} />
      {query.isPending && <Waiting lines={6} />}
      {query.data && items.length === 0 && (
        <Empty icon={<FileTextOutlined />} title={t("policies.none")} lead={t("policies.noneLead")}>
          {bring}
        </Empty>
      )}
      <Group title={t("policies.company")} items={items.filter((one) => one.kind === "company")} />
      <Group
        title={t("policies.norms")}
        lead={t("policies.normsLead")}
        items={items.filter((one) => one.kind === "norm")}
      />
      <ImportPack open={state.import === "yes"} onClose={() => set({ import: undefined })} />
    </div>
  );
}

function Group({ title, lead, items }: { title: string; lead?: string; items: readonly Policy[] }) {
  if (items.length === 0) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
        {lead && <span className="quiet small">{lead}</span>}
      </div>
      <ul>
        {items.map((one) => (
          <Row key={one.id} policy={one} />
        ))}
      </ul>
    </section>
  );
}

function Row({ policy }: { policy: Policy }) {
  const { t, pick } = useText();
  const { inForce, pending, clauses } = policy;
  return (
    <li className="policy-row">
      <span className="policy-code" aria-hidden>
        {policy.code}
      </span>
      <div className="policy-name">
        <Link to={`/policies/${policy.code}` as "/"}>
          {pick(policy.title)}
        </Link>
        <span className="policy-about">{pick(policy.about)}</span>
      </div>
      <div className="policy-force">
        {inForce ? (
          <>
            <Tag tone="good">{t("policies.inForce")}</Tag>
            <span className="quiet small">
              {t("policies.inForceSince", {
                number: inForce.number,
                day: companyTime(inForce.effectiveFrom ?? inForce.createdAt).format("YYYY-MM-DD"),
              })}
            </span>
          </>
        ) : (
          <Tag>{t("policies.notInForce")}</Tag>
        )}
        {pending.map((one) => (
          <Link
            key={one.id}
            to={`/policies/${policy.code}` as "/"}
            search={{ version: one.id }}
           
          >
            <Tag tone={tones[one.state]}>
              {t(`policies.${one.state}`)} · {t("policies.version", { number: one.number })}
            </Tag>
          </Link>
        ))}
      </div>
      <div className="policy-bound">
        <span className="bar" aria-hidden>
          <span style={{ width: `${clauses.total ? (clauses.bound / clauses.total) * 100 : 0}%` }} />
        </span>
        <span className="quiet small">
          {t(policy.kind === "norm" ? "policies.boundNorm" : "policies.bound", {
            bound: clauses.bound,
            total: clauses.total,
          })}
        </span>
      </div>
    </li>
  );
}
