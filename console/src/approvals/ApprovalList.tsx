import { SafetyCertificateOutlined } from "@ant-design/icons";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { api, ask, type Schema } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import { nobody } from "../worklist/obligations.ts";
import "./approvals.css";
import { Decide } from "./Decide.tsx";
import { useSayTerm } from "./term.tsx";

export type Approval = Schema<"Approval">;
type Tab = "toDecide" | "decided" | "mine";

const tones: Record<Approval["state"], Tone> = { asked: "warn", granted: "good", denied: "bad", expired: "plain" };
const empties: Record<Tab, [TextKey, TextKey]> = {
  toDecide: ["approvals.noneToDecide", "approvals.noneToDecideLead"],
  decided: ["approvals.noneDecided", "approvals.noneDecidedLead"],
  mine: ["approvals.noneMine", "approvals.noneMineLead"],
};

/** Exceptions that were asked for: those to decide on, the decided, and one's own. */
export function ApprovalList() {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const tabs: Tab[] = may("policy.approvals.decide") ? ["toDecide", "decided", "mine"] : ["mine"];
  const tab = tabs.find((one) => one === url.tab) ?? tabs[0]!;
  const pages = useInfiniteQuery({
    queryKey: ["approvals", tab],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/approvals", {
          params: {
            query: {
              scope: tab === "mine" ? "mine" : "all",
              ...(tab === "toDecide" && { state: "asked" as const }),
              limit: 30,
              ...(pageParam && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const rows = (pages.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (one) => tab !== "decided" || one.state !== "asked",
  );
  return (
    <div className="page page-narrow">
      <PageHead title={t("approvals.title")}>
        {tabs.length > 1 && (
          <Segmented<Tab>
            value={tab}
            onChange={(next) => set({ tab: next === tabs[0] ? undefined : next })}
            options={tabs.map((one) => ({ value: one, label: t(`approvals.${one}`) }))}
          />
        )}
      </PageHead>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<SafetyCertificateOutlined />} title={t(empties[tab][0])} lead={t(empties[tab][1])} />
      )}
      {rows.map((one) => (
        <ApprovalCard key={one.id} approval={one} decidable={tab === "toDecide"} />
      ))}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </div>
  );
}

function ApprovalCard({ approval, decidable }: { approval: Approval; decidable: boolean }) {
  const { t, pick } = useText();
  const { me } = useMe();
  const say = useSayTerm();
  const controls = useQuery({
    queryKey: ["controls"],
    queryFn: () => ask(api.GET("/api/v1/controls")),
    staleTime: 10 * 60_000,
  }).data?.items;
  const control = controls?.find((one) => one.key === approval.control);
  const facts: [TextKey, React.ReactNode][] = [
    ["approvals.customer", <Subject key="s" approval={approval} />],
    ["approvals.reason", approval.reason],
    ["approvals.term", say(approval.term)],
    ["approvals.receiver", approval.receiver],
    ["approvals.protection", approval.protection],
    ["approvals.decidedBy", approval.decidedByName],
    ["approvals.answer", approval.answer],
    ["approvals.until", approval.expiresAt && <When key="u" at={approval.expiresAt} />],
  ];
  return (
    <article className="panel approval">
      <header className="spread">
        <h2>
          {control ? pick(control.label) : approval.clause} <span className="quiet small">{approval.clause}</span>
        </h2>
        <Tag tone={tones[approval.state]}>{t(`approvals.${approval.state}`)}</Tag>
      </header>
      <p className="quiet small">
        {t("approvals.by", { name: approval.askedByName })} · <When at={approval.askedAt} />
      </p>
      <dl className="facts-list">
        {facts.map(
          ([label, value]) =>
            value && (
              <div key={label} className="facts-row">
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {decidable &&
        (approval.askedBy === me?.id ? (
          <p className="quiet small">{t("approvals.own")}</p>
        ) : (
          <Decide approval={approval} />
        ))}
    </article>
  );
}

function Subject({ approval }: { approval: Approval }) {
  const { t } = useText();
  const { may } = useMe();
  const id = approval.customerId;
  const { data } = useQuery({
    queryKey: ["customers", id],
    queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
    enabled: id !== nobody && may("customers.read"),
    retry: false,
  });
  if (id === nobody) return <>{t("approvals.company")}</>;
  return (
    <Link to="/customers/$id" params={{ id }}>
      {data?.name ?? t("approvals.customer")}
    </Link>
  );
}
