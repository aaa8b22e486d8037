import { ArrowRightOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api, ask, queries, type Schema } from "../api.ts";
import { PageHead } from "../parts/PageHead.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag, type Tone } from "../parts/Tag.tsx";
import { Segmented } from "antd";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { type TextKey, useText } from "../texts/index.ts";
import { StaffTabs } from "./StaffTabs.tsx";

type Delegation = Schema<"Delegation">;

function stateOf(one: Delegation): [TextKey, Tone] {
  const now = Date.now();
  if (one.revokedAt || Date.parse(one.endsAt) <= now) return ["staff.delegationOver", "plain"];
  return Date.parse(one.startsAt) > now ? ["staff.delegationPlanned", "accent"] : ["staff.delegationCurrent", "good"];
}

/** Delegations of the company, for whoever manages them. */
export function Delegations() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const state = url.state === "all" ? "all" : "current";
  return (
    <div className="page">
      <PageHead title={t("staff.title")}>
        <Segmented
          value={state}
          onChange={(next) => set({ state: next === "all" ? "all" : undefined })}
          options={[
            { value: "current", label: t("staff.current") },
            { value: "all", label: t("staff.allDelegations") },
          ]}
        />
      </PageHead>
      <StaffTabs />
      <section className="panel">
        <DelegationLines of="all" state={state} />
      </section>
    </div>
  );
}

/** Who handed rights to whom, until when and why; each can be ended early. */
export function DelegationLines({ of, state }: { of: "me" | "all"; state: "current" | "all" }) {
  const { t } = useText();
  const { message } = App.useApp();
  const pages = useInfiniteQuery({
    queryKey: ["delegations", of, state],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/delegations", {
          params: { query: { of, state, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const end = useMutation({
    mutationFn: (id: string) => ask(api.POST("/api/v1/delegations/{id}/revocation", { params: { path: { id } } })),
    onSuccess: () => {
      void message.success(t("staff.delegationEnded"));
      void queries.invalidateQueries({ queryKey: ["delegations"] });
    },
    onError: (problem) => void message.error(problem.message),
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting lines={2} />}
      {pages.data && rows.length === 0 && (
        <p className="panel-body quiet">
          {t("staff.noDelegations")} {t("staff.delegationLead")}
        </p>
      )}
      <ul className="lines">
        {rows.map((one) => {
          const [word, tone] = stateOf(one);
          return (
            <li key={one.id} className="line">
              <span className="line-text">
                <span>
                  {one.fromName} <ArrowRightOutlined className="quiet" /> {one.toName}
                </span>
                <span className="quiet small">
                  {one.reason} · <When at={one.startsAt} /> – <When at={one.endsAt} />
                </span>
              </span>
              <Tag tone={tone}>{t(word)}</Tag>
              {tone !== "plain" && (
                <Button
                  size="small"
                  loading={end.isPending && end.variables === one.id}
                  onClick={() => end.mutate(one.id)}
                >
                  {t("staff.endDelegation")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {pages.hasNextPage && (
        <div className="panel-body">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
    </>
  );
}
