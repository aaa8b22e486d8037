import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { api, ask, Problem } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { formatMoney } from "../../parts/Money.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Why } from "../../parts/Why.tsx";
import { type TextKey, useText } from "../../texts/index.ts";
import { isArchived, type Ticket } from "../tickets/data.ts";
import { AskApproval, ApprovalState, useApprovalOf } from "./Approval.tsx";
import { type Compensation, type ComplaintFile, compensationStates, losses, stepDone, ways } from "./data.ts";
import { Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";

/** What is given, in a word: ¥9.00 credit on the bill; 2,000 points. */
export function useSayCompensation() {
  const { t } = useText();
  return ({ way, amount }: Pick<Compensation, "way" | "amount">): string =>
    way === "points"
      ? t("complaints.points", { count: Number(amount ?? 0).toLocaleString("en-US") })
      : `${t(ways[way ?? ""] ?? "complaints.way")} ${formatMoney(amount ?? "0")}`;
}

/** What was proposed and booked for the customer's loss, each with why. */
export function Compensations({ ticket, file, onDone }: { ticket: Ticket; file: ComplaintFile; onDone: () => void }) {
  return (
    <ul className="compensations">
      {file.compensations.map((one) => (
        <Line key={one.id} ticket={ticket} one={one} finding={file.investigations[0]?.finding} onDone={onDone} />
      ))}
    </ul>
  );
}

type LineProps = { ticket: Ticket; one: Compensation; finding: string | undefined; onDone: () => void };

function Line({ ticket, one, finding, onDone }: LineProps) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const say = useSayCompensation();
  const [asking, setAsking] = useState<"approval" | "cancel">();
  const approval = useApprovalOf(one.state === "proposed" ? one.id : undefined);
  const path = { id: ticket.id!, partId: one.id! };
  const instruct = useMutation({
    mutationFn: () =>
      ask(api.POST("/api/v1/tickets/{id}/compensation/{partId}/instruction", { params: { path }, body: {} })),
    onSuccess: async () => {
      void message.success(t("complaints.saved"));
      await stepDone(ticket.id!);
      onDone();
    },
  });
  const wanted = approvalWanted(instruct.error);
  const works = may("service.tickets.work") && !isArchived(ticket);
  const state = compensationStates[one.state ?? ""];
  return (
    <li className="compensation">
      <div className="spread">
        <span className="row">
          <strong>{say(one)}</strong>
          <WhyThis one={one} />
        </span>
        {state && <Tag tone={state.tone}>{t(state.label)}</Tag>}
      </div>
      <p className="quiet small">
        {t(losses[one.lossKind ?? ""] ?? "complaints.loss")} · {one.byName}
        {one.settledByName &&
          ` · ${t("complaints.settledBy", { name: one.settledByName, note: one.settledNote ?? "" })}`}
      </p>
      {one.handReason && <Words text={t("complaints.whyHand", { reason: one.handReason })} />}
      {approval && <ApprovalState approval={approval} />}
      {!(wanted && approval?.state === "asked") && <ProblemNote problem={instruct.error} />}
      {one.state === "proposed" && works && (
        <div className="row no-print">
          {wanted && (!approval || approval.state === "denied" || approval.state === "expired") ? (
            // Another button, not the same one under another name: it would keep what is left of the other's spinner.
            <Button key="ask" type="primary" size="small" onClick={() => setAsking("approval")}>
              {t("complaints.askApproval")}
            </Button>
          ) : (
            approval?.state !== "asked" && (
              <Button
                key="instruct"
                type={approval?.state === "granted" ? "primary" : "default"}
                size="small"
                loading={instruct.isPending}
                onClick={() => instruct.mutate()}
              >
                {t("complaints.instruct")}
              </Button>
            )
          )}
          <Button size="small" type="text" onClick={() => setAsking("cancel")}>
            {t("complaints.cancelCompensation")}
          </Button>
        </div>
      )}
      {one.state === "instructed" && works && (
        <div className="row no-print">
          <Button size="small" type="text" onClick={() => setAsking("cancel")}>
            {t("complaints.cancelCompensation")}
          </Button>
        </div>
      )}
      {asking === "approval" && wanted && (
        <AskApproval
          wanted={wanted}
          ticketId={ticket.id!}
          reason={t("complaints.approvalFilled", {
            number: ticket.number ?? "",
            what: say(one),
            finding: finding?.slice(0, 200) ?? "",
          })}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === "cancel" && (
        <StepForm<{ reason: string }>
          ticketId={ticket.id!}
          title={t("complaints.cancelCompensation")}
          lead={say(one)}
          width={480}
          onClose={() => setAsking(undefined)}
          onDone={onDone}
          act={({ reason }) =>
            ask(
              api.POST("/api/v1/tickets/{id}/compensation/{partId}/cancellation", {
                params: { path },
                body: { reason },
              }),
            )
          }
        >
          <Form.Item
            name="reason"
            label={t("complaints.cancelReason")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={500} />
          </Form.Item>
        </StepForm>
      )}
    </li>
  );
}

export type Wanted = { control: string; customerId: string | null; subjectType: string; subjectId: string };

/** What to ask an approval for, where a refusal says that one would allow it. */
const approvalWanted = (problem: unknown): Wanted | undefined =>
  problem instanceof Problem && problem.body.code === "policy.approval_needed"
    ? ((problem.body as unknown as { approval?: Wanted }).approval ?? undefined)
    : undefined;

/** How the policy came to it: the way by its table, the worth by fee, loss or table. */
function WhyThis({ one }: { one: Compensation }) {
  const { t } = useText();
  const basis = (one.basis ?? {}) as Record<string, string | number | null | undefined>;
  if (!one.basis) return null;
  const wayOf = (key: unknown) => t(ways[String(key)] ?? "complaints.whyNothing");
  const lines: string[] = [];
  lines.push(
    basis.wayRow
      ? t("complaints.whyWay", { row: Number(basis.wayRow), way: wayOf(basis.way) })
      : t("complaints.whyWayElse", { way: wayOf(basis.way) }),
  );
  lines.push(worthWords(basis, t));
  if (basis.worth) lines.push(t("complaints.whyProposed", { what: formatMoney(String(basis.worth)) }));
  return (
    <Why of={t("complaints.compensation")}>
      <ul className="why-lines">
        {lines.filter(Boolean).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="quiet small">{t("parts.clause", { number: String(basis.wayClause ?? "") })}</p>
    </Why>
  );
}

function worthWords(
  basis: Record<string, string | number | null | undefined>,
  t: (key: TextKey, values?: Record<string, string | number>) => string,
): string {
  const days = Number(basis.days ?? 0);
  const daysPerMonth = Number(basis.daysPerMonth ?? 0);
  switch (basis.rule) {
    case "outage":
      return basis.fee === undefined || basis.fee === null
        ? t("complaints.whyOutageHidden", { days, daysPerMonth })
        : t("complaints.whyOutage", { days, daysPerMonth, fee: formatMoney(String(basis.fee)) });
    case "property":
      return t("complaints.whyProperty");
    case "table":
      return basis.worthRow ? t("complaints.whyTable", { row: Number(basis.worthRow) }) : t("complaints.whyTableElse");
    default:
      return t("complaints.whyNothing");
  }
}
