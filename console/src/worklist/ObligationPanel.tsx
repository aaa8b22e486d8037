import { ArrowRightOutlined, PauseOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useRoleNames } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";
import { AssignButton, type Target } from "./AssignButton.tsx";
import { AssigneeCell, ClauseCell, CustomerCell, TimeCell } from "./cells.tsx";
import { type Obligation, recordOf, worklistChanged } from "./obligations.ts";
import { ReasonButton } from "./ReasonButton.tsx";
import { WhyDeadline } from "./WhyDeadline.tsx";

type Key = { readonly customerId: string; readonly id: string };
type Props = { of: Key; row?: Obligation | undefined; onGone?: () => void };

const useObligation = (of: Key | undefined, row: Obligation | undefined) =>
  useQuery({
    queryKey: ["obligations", of?.customerId, of?.id],
    queryFn: () => ask(api.GET("/api/v1/obligations/{customerId}/{id}", { params: { path: of! } })),
    enabled: of !== undefined,
    placeholderData: row,
  });

/** One promise in the drawer: its time, why it is due then, and what can be done. */
export function ObligationPanel({ of, row, onGone }: Props) {
  const { t } = useText();
  const { me, may } = useMe();
  const { message } = App.useApp();
  const { nameOf } = useRoleNames();
  const { data, error } = useObligation(of, row);
  const path = { params: { path: of } };
  const take = useMutation({
    mutationFn: () =>
      ask(api.POST("/api/v1/obligations/{customerId}/{id}/assignment", { ...path, body: { assigneeId: me!.id! } })),
    onSuccess: () => {
      void message.success(t("worklist.taken"));
      void worklistChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  const resume = useMutation({
    mutationFn: () => ask(api.DELETE("/api/v1/obligations/{customerId}/{id}/pause", path)),
    onSuccess: () => {
      void message.success(t("worklist.resumed"));
      void worklistChanged();
    },
    onError: (problem) => void message.error(problem.message),
  });
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Waiting lines={6} />;
  const open = !data.settledAt && data.state !== "waived";
  const record = recordOf(data);
  const waits = !data.assigneeId && data.role !== null && me?.roles.includes(data.role) === true;
  const canPause = open && may("policy.obligations.assign") && !data.late && !data.pausedSince;
  const own = data.assigneeId ? data.assigneeId === me?.id : waits;
  const assign = async (to: Target) => {
    await ask(api.POST("/api/v1/obligations/{customerId}/{id}/assignment", { ...path, body: to }));
    void message.success(t("worklist.assigned"));
    await worklistChanged();
  };
  const close = async (doing: Promise<unknown>) => {
    await doing;
    await worklistChanged();
    onGone?.();
  };
  return (
    <div className="stack work-drawer">
      <div className="work-time">
        <TimeCell row={data} />
        {data.dueAt && open && (
          <span className="quiet">
            {t("worklist.whyDue")} <When at={data.dueAt} />
          </span>
        )}
      </div>
      <div className="row">
        {record && open && (
          <Link to={record as "/"}>
            <Button type="primary" icon={<ArrowRightOutlined />}>
              {t("worklist.go")}
            </Button>
          </Link>
        )}
        {open && data.byHand && (own || may("policy.obligations.assign")) && (
          <ReasonButton
            primary={!record}
            label={t("worklist.fulfil")}
            lead={t("worklist.fulfilLead")}
            field={t("worklist.note")}
            done={t("worklist.fulfilDone")}
            act={(note) =>
              close(ask(api.POST("/api/v1/obligations/{customerId}/{id}/fulfilment", { ...path, body: { note } })))
            }
          />
        )}
        {open && waits && (
          <Button onClick={() => take.mutate()} loading={take.isPending}>
            {t("worklist.take")}
          </Button>
        )}
        {open && may("policy.obligations.assign") && <AssignButton act={assign} />}
        {canPause && (
          <ReasonButton
            icon={<PauseOutlined />}
            label={t("worklist.pause")}
            lead={t("worklist.pauseLead")}
            field={t("worklist.reason")}
            done={t("worklist.pauseDone")}
            act={async (reason) => {
              await ask(api.POST("/api/v1/obligations/{customerId}/{id}/pause", { ...path, body: { reason } }));
              await worklistChanged();
            }}
          />
        )}
        {open && data.pausedSince && may("policy.obligations.assign") && (
          <Button icon={<PlayCircleOutlined />} onClick={() => resume.mutate()} loading={resume.isPending}>
            {t("worklist.resume")}
          </Button>
        )}
        {open && may("policy.obligations.waive") && (
          <ReasonButton
            danger
            label={t("worklist.waive")}
            lead={t("worklist.waiveLead")}
            field={t("worklist.reason")}
            done={t("worklist.waiveDone")}
            act={(reason) =>
              close(ask(api.POST("/api/v1/obligations/{customerId}/{id}/waiver", { ...path, body: { reason } })))
            }
          />
        )}
      </div>
      <dl className="facts-list">
        <dt>{t("worklist.customer")}</dt>
        <dd>
          <CustomerCell row={data} />
        </dd>
        <dt>{t("worklist.clause")}</dt>
        <dd>
          <ClauseCell row={data} title />
        </dd>
        <dt>{t(open ? "worklist.assignee" : "worklist.doneBy")}</dt>
        <dd>{open ? <AssigneeCell row={data} /> : (data.settledByName ?? "—")}</dd>
        <dt>{t("worklist.openedAt")}</dt>
        <dd>
          <When at={data.openedAt} />
        </dd>
        {data.settledAt && (
          <>
            <dt>{t("worklist.settled")}</dt>
            <dd>
              <When at={data.settledAt} />
            </dd>
          </>
        )}
        {data.reason && (
          <>
            <dt>{t("worklist.reason")}</dt>
            <dd>{data.reason}</dd>
          </>
        )}
        {open && data.nextStep && (
          <>
            <dt>{t("worklist.nextStep")}</dt>
            <dd>
              <When at={data.nextStep.at} />{" "}
              {[
                data.nextStep.tell &&
                  t("worklist.stepTell", {
                    who: data.nextStep.tell === "assignee" ? t("worklist.stepAssignee") : nameOf(data.nextStep.tell),
                  }),
                data.nextStep.assign && t("worklist.stepAssign", { who: nameOf(data.nextStep.assign) }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </dd>
          </>
        )}
      </dl>
      <WhyDeadline of={of} />
    </div>
  );
}

ObligationPanel.Title = function Title({ of, row }: { of: Key | "" | undefined; row?: Obligation | undefined }) {
  const { pick } = useText();
  const { data } = useObligation(of || undefined, row);
  return <>{pick(data?.label)}</>;
};
