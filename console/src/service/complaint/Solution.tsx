import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, DatePicker, Form, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import type { Ticket } from "../tickets/data.ts";
import type { ComplaintFile } from "./data.ts";
import { PersonSelect } from "./PersonSelect.tsx";
import { Earlier, Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";

type One = ComplaintFile["solutions"][number];
type Measure = One["measures"][number];

type SolutionsProps = { ticket: Ticket; file: ComplaintFile; stands: boolean; onDone: () => void };

/** The solution that stands, with its measures; those of rounds before are folded. */
export function Solutions({ ticket, file, stands, onDone }: SolutionsProps) {
  const latest = stands ? file.solutions[0] : undefined;
  const before = file.solutions.slice(latest ? 1 : 0);
  return (
    <>
      {latest && <SolutionView ticket={ticket} one={latest} onDone={onDone} />}
      <Earlier count={before.length}>
        {before.map((one) => (
          <div key={one.id} className="step-before">
            <p className="quiet small">
              {one.byName} · <When at={one.at} />
            </p>
            <SolutionView ticket={ticket} one={one} onDone={onDone} />
          </div>
        ))}
      </Earlier>
    </>
  );
}

function SolutionView({ ticket, one, onDone }: { ticket: Ticket; one: One; onDone: () => void }) {
  const { t } = useText();
  return (
    <>
      {one.apology && <Tag tone="accent">{t("complaints.apologised")}</Tag>}
      <Words text={one.body} />
      <ul className="measures">
        {one.measures.map((measure) => (
          <MeasureLine key={measure.id} ticket={ticket} measure={measure} onDone={onDone} />
        ))}
      </ul>
    </>
  );
}

function MeasureLine({ ticket, measure, onDone }: { ticket: Ticket; measure: Measure; onDone: () => void }) {
  const { t } = useText();
  const { may } = useMe();
  const [open, setOpen] = useState(false);
  const now = useNow();
  const late = !measure.doneAt && measure.dueOn! < companyTime(now).format("YYYY-MM-DD");
  return (
    <li className={measure.doneAt ? "measure measure-done" : "measure"}>
      <div className="measure-what">
        <span>{measure.what ?? t("complaints.hidden")}</span>
        <span className="quiet small">
          {measure.ownerName} · <When at={measure.dueOn} />{" "}
          {late && <Tag tone="bad">{t("complaints.measureLate")}</Tag>}
        </span>
        {measure.doneAt && (
          <span className="quiet small">
            {t("complaints.measureDoneAt", { name: measure.doneByName ?? "", note: measure.doneNote ?? "" })}
          </span>
        )}
      </div>
      {!measure.doneAt && may("service.tickets.work") && (
        <Button size="small" className="no-print" onClick={() => setOpen(true)}>
          {t("complaints.measureDone")}
        </Button>
      )}
      {open && (
        <StepForm<{ note: string }>
          ticketId={ticket.id!}
          title={t("complaints.measureDone")}
          lead={measure.what ?? ""}
          width={480}
          onClose={() => setOpen(false)}
          onDone={onDone}
          act={({ note }) =>
            ask(
              api.POST("/api/v1/tickets/{id}/measures/{partId}/completion", {
                params: { path: { id: ticket.id!, partId: measure.id! } },
                body: { note },
              }),
            )
          }
        >
          <Form.Item
            name="note"
            label={t("complaints.doneNote")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={1000} />
          </Form.Item>
        </StepForm>
      )}
    </li>
  );
}

type Values = { text: string; apology: boolean; measures: { what: string; ownerId: string; dueOn: Dayjs }[] };
type SolveProps = { ticket: Ticket; file: ComplaintFile; onClose: () => void; onDone: () => void };

export function Solve({ ticket, file, onClose, onDone }: SolveProps) {
  const { t } = useText();
  const ours = file.found?.ourFault === "yes" || file.found?.ourFault === "partly";
  const needed = [{ required: true, message: t("complaints.needed") }];
  const today = companyTime(useNow()).startOf("day");
  return (
    <StepForm<Values>
      ticketId={ticket.id!}
      title={t("complaints.solve")}
      lead={t("complaints.solveLead")}
      width={680}
      initial={{ apology: ours, measures: [{}] as never }}
      onClose={onClose}
      onDone={onDone}
      act={({ text, apology, measures }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/solution", {
            params: { path: { id: ticket.id! } },
            body: {
              text,
              apology,
              measures: measures.map((one) => ({ ...one, dueOn: one.dueOn.format("YYYY-MM-DD") })),
            },
          }),
        )
      }
    >
      <Form.Item
        name="text"
        label={t("complaints.solutionText")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
      </Form.Item>
      <Form.Item name="apology" valuePropName="checked" {...(!ours && { extra: t("complaints.apologyOnly") })}>
        <Checkbox disabled={!ours}>{t("complaints.apology")}</Checkbox>
      </Form.Item>
      <h4 className="step-sub">{t("complaints.measures")}</h4>
      <Form.List name="measures">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <fieldset key={key} className="measure-row">
                <Form.Item name={[name, "what"]} label={t("complaints.measure")} rules={needed}>
                  <Input maxLength={500} />
                </Form.Item>
                <Form.Item name={[name, "ownerId"]} label={t("complaints.owner")} rules={needed}>
                  <PersonSelect />
                </Form.Item>
                <Form.Item name={[name, "dueOn"]} label={t("complaints.dueOn")} rules={needed}>
                  <DatePicker minDate={today} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("complaints.removeMeasure")}
                    onClick={() => remove(name)}
                  />
                )}
              </fieldset>
            ))}
            <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})} disabled={fields.length >= 20} block>
              {t("complaints.addMeasure")}
            </Button>
          </>
        )}
      </Form.List>
    </StepForm>
  );
}
