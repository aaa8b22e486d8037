import { useQuery } from "@tanstack/react-query";
import { Form } from "antd";
import { api, ask } from "../../../../api.ts";
import { FieldValue } from "../../../../parts/list/values.tsx";
import { useNoun } from "../../../../parts/nouns.ts";
import { ProblemNote } from "../../../../parts/ProblemNote.tsx";
import { Waiting } from "../../../../parts/Waiting.tsx";
import { useText } from "../../../../texts/index.ts";
import { type Ticket, ticketChanged, useAttachments, useListed, usePromises, useTicket } from "../../data.ts";
import { TicketPick } from "../../TicketPick.tsx";
import { isRunning } from "../Promises.tsx";
import type { DialogProps } from "./Actions.tsx";
import { Dialog } from "./Dialog.tsx";

/** Makes one ticket of two of this customer: the other is found, what moves and what ends is shown first. */
export function Merge({ ticket, onClose }: DialogProps) {
  const { t } = useText();
  return (
    <Dialog<{ otherId: string }>
      title={t("tickets.mergeTitle", { number: ticket.number ?? "" })}
      lead={t("tickets.mergeLead")}
      doIt={t("tickets.merge")}
      done={t("tickets.mergeDone")}
      danger
      width={600}
      act={async (body) => {
        const saved = await ask(
          api.POST("/api/v1/tickets/{id}/merges", { params: { path: { id: ticket.id! } }, body }),
        );
        void ticketChanged(body.otherId);
        return saved;
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <Form.Item
            name="otherId"
            label={t("tickets.mergeOther")}
            rules={[{ required: true, message: t("tickets.mergeOther") }]}
          >
            <TicketPick except={ticket.id!} customerId={ticket.customerId!} openOnly />
          </Form.Item>
          <Form.Item noStyle shouldUpdate>
            {() => {
              const otherId = form.getFieldValue("otherId") as string | undefined;
              return otherId && <Preview kept={ticket} otherId={otherId} />;
            }}
          </Form.Item>
        </>
      )}
    </Dialog>
  );
}

const compared = ["number", "subject", "kind", "state", "openedAt", "assigneeName"] as const;

function Preview({ kept, otherId }: { kept: Ticket; otherId: string }) {
  const { t, pick } = useText();
  const listed = useListed();
  const fields = useNoun("ticket")?.fields ?? [];
  const { data: other, error } = useTicket(otherId);
  const { data: promises } = usePromises(otherId);
  const files = useAttachments(otherId).length;
  const entries = useQuery({
    queryKey: ["tickets", otherId, "entries", "count"],
    queryFn: () =>
      ask(api.GET("/api/v1/tickets/{id}/entries", { params: { path: { id: otherId }, query: { limit: 200 } } })),
  }).data;
  if (error) return <ProblemNote problem={error} />;
  if (!other) return <Waiting lines={3} />;
  const count = entries ? `${entries.items.length}${entries.next ? "+" : ""}` : "…";
  const ends = (promises?.items ?? []).filter(isRunning);
  return (
    <section className="merge-preview">
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{t("tickets.mergeKept")}</th>
              <th scope="col">{t("tickets.mergeGone")}</th>
            </tr>
          </thead>
          <tbody>
            {compared
              .map((key) => fields.find((field) => field.key === key))
              .filter((field) => field !== undefined)
              .map((field) => (
                <tr key={field.key}>
                  <th scope="row">{field.key === "assigneeName" ? t("tickets.assigneeIs") : pick(field.label)}</th>
                  <td>
                    <FieldValue field={field} value={kept[field.key as keyof Ticket]} />
                  </td>
                  <td>
                    <FieldValue field={field} value={other[field.key as keyof Ticket]} />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <p className="merge-moves">
        <strong>{t("tickets.mergeMoves")}</strong>{" "}
        {t("tickets.mergeCounts", { entries: count, files, watchers: other.watchers?.length ?? 0 })}
      </p>
      {ends.length > 0 && (
        <p className="merge-moves">
          <strong>{t("tickets.mergeEnds")}</strong> {listed(ends.map((one) => pick(one.label)))}
        </p>
      )}
    </section>
  );
}
