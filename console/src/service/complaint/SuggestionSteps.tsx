import { Button, DatePicker, Form, Input, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { isArchived, nobody, type Ticket, useColleagues } from "../tickets/data.ts";
import "./complaint.css";
import { type Suggestion, tellingWays, useSuggestion } from "./data.ts";
import { DepartmentSelect, PersonSelect } from "./PersonSelect.tsx";
import { Step, type StepState, Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";
import { type TellingWay, WaySelect } from "./Telling.tsx";

type Props = { readonly ticket: Ticket; readonly onChanged: () => void };
type FormProps = { ticket: Ticket; onClose: () => void; onDone: () => void };

/** A suggestion step by step: analysed, adopted or not, told, and carried out where it was adopted. */
export function SuggestionSteps({ ticket, onChanged }: Props) {
  const { t } = useText();
  const { data, error } = useSuggestion(ticket.id!);
  return (
    <section className="panel steps" aria-label={t("complaints.suggestionSteps")}>
      <div className="panel-head">
        <h2>{t("complaints.suggestionSteps")}</h2>
      </div>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting />}
      {data && <Steps ticket={ticket} suggestion={data.suggestion ?? {}} onChanged={onChanged} />}
    </section>
  );
}

function Steps({ ticket, suggestion: s, onChanged }: Props & { suggestion: Partial<Suggestion> }) {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const { departmentOf } = useColleagues();
  const work = may("service.tickets.work");
  const works = work && !isArchived(ticket);
  const [analysed, decided, told] = [Boolean(s.analysedAt), Boolean(s.decidedAt), Boolean(s.toldAt)];
  const stateOf = (done: boolean, now: boolean): StepState => (done ? "done" : now ? "now" : "later");
  const open = (step: string, label: string) => (
    <Button type="primary" size="small" onClick={() => set({ step })}>
      {label}
    </Button>
  );
  const form = { ticket, onClose: () => set({ step: undefined }), onDone: onChanged };
  return (
    <>
      <ol className="step-list">
        <Step
          title={t("complaints.analysis")}
          state={stateOf(analysed, !analysed)}
          by={s.analysedByName}
          at={s.analysedAt}
          action={works && !analysed && open("analysis", t("complaints.analyse"))}
        >
          {analysed && (
            <>
              <p className="quiet small">{departmentOf(s.departmentId)}</p>
              <Words text={s.feasibility} />
            </>
          )}
        </Step>
        <Step
          title={t("complaints.decision")}
          state={stateOf(decided, analysed)}
          by={s.decidedByName}
          at={s.decidedAt}
          action={works && analysed && !decided && open("decision", t("complaints.decide"))}
        >
          {decided && (
            <>
              <Tag tone={s.adopted ? "good" : "plain"}>
                {t(s.adopted ? "complaints.adopted" : "complaints.declined")}
              </Tag>
              <Words text={s.reason} />
            </>
          )}
        </Step>
        <Step
          title={t("complaints.toldAuthor")}
          state={stateOf(told, decided)}
          by={s.toldByName}
          at={s.toldAt}
          action={works && decided && !told && open("telling", t("complaints.tellAuthor"))}
        >
          {told && (
            <>
              <Tag>{t(tellingWays[s.toldWay ?? ""] ?? "complaints.tellWay")}</Tag>
              <Words text={s.toldWords} />
            </>
          )}
        </Step>
        {s.adopted && (
          <Step
            title={t("complaints.carriedOut")}
            state={stateOf(Boolean(s.carriedOutAt), true)}
            by={s.carriedOutByName}
            at={s.carriedOutAt}
            action={work && !s.carriedOutAt && open("completion", t("complaints.carryOut"))}
          >
            <p className="quiet small">
              {s.ownerName} · <When at={s.carryOutBy} />
            </p>
            {s.carriedOutAt && <Words text={s.carriedOutNote} />}
          </Step>
        )}
      </ol>
      {url.step === "analysis" && works && <Analyse {...form} />}
      {url.step === "decision" && works && <Decide {...form} />}
      {url.step === "telling" && works && <TellAuthor {...form} />}
      {url.step === "completion" && work && <CarryOut {...form} />}
    </>
  );
}

function Analyse({ ticket, onClose, onDone }: FormProps) {
  const { t } = useText();
  return (
    <StepForm<{ feasibility: string; departmentId: string }>
      ticketId={ticket.id!}
      title={t("complaints.analyse")}
      lead={t("complaints.analyseLead")}
      initial={{ ...(ticket.departmentId && { departmentId: ticket.departmentId }) }}
      onClose={onClose}
      onDone={onDone}
      act={(body) =>
        ask(api.POST("/api/v1/tickets/{id}/suggestion/analysis", { params: { path: { id: ticket.id! } }, body }))
      }
    >
      <Form.Item
        name="departmentId"
        label={t("complaints.concerned")}
        rules={[{ required: true, message: t("complaints.needed") }]}
      >
        <DepartmentSelect />
      </Form.Item>
      <Form.Item
        name="feasibility"
        label={t("complaints.feasibility")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
      </Form.Item>
    </StepForm>
  );
}

type Decision = { adopted: boolean; reason: string; ownerId?: string; carryOutBy?: Dayjs };

function Decide({ ticket, onClose, onDone }: FormProps) {
  const { t } = useText();
  const now = useNow();
  const needed = [{ required: true, message: t("complaints.needed") }];
  return (
    <StepForm<Decision>
      ticketId={ticket.id!}
      title={t("complaints.decide")}
      onClose={onClose}
      onDone={onDone}
      act={({ adopted, reason, ownerId, carryOutBy }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/suggestion/decision", {
            params: { path: { id: ticket.id! } },
            body: {
              adopted,
              reason,
              ...(adopted && ownerId && { ownerId }),
              ...(adopted && carryOutBy && { carryOutBy: carryOutBy.format("YYYY-MM-DD") }),
            },
          }),
        )
      }
    >
      <Form.Item name="adopted" label={t("complaints.decision")} rules={needed}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t("complaints.adopted") },
            { value: false, label: t("complaints.declined") },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("complaints.reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Decision, b: Decision) => a.adopted !== b.adopted}>
        {({ getFieldValue }) =>
          getFieldValue("adopted") ? (
            <div className="step-pair">
              <Form.Item name="ownerId" label={t("complaints.owner")} rules={needed}>
                <PersonSelect />
              </Form.Item>
              <Form.Item name="carryOutBy" label={t("complaints.carryOutBy")} rules={needed}>
                <DatePicker minDate={companyTime(now).startOf("day")} style={{ width: "100%" }} />
              </Form.Item>
            </div>
          ) : null
        }
      </Form.Item>
    </StepForm>
  );
}

function TellAuthor({ ticket, onClose, onDone }: FormProps) {
  const { t } = useText();
  return (
    <StepForm<{ way: TellingWay; text?: string }>
      ticketId={ticket.id!}
      title={t("complaints.tellAuthor")}
      lead={t("complaints.tellAuthorLead")}
      initial={{ way: ticket.customerId === nobody ? "phone" : "preferred" }}
      onClose={onClose}
      onDone={onDone}
      act={({ way, text }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/suggestion/telling", {
            params: { path: { id: ticket.id! } },
            body: { way, ...(text?.trim() && { text: text.trim() }) },
          }),
        )
      }
    >
      <Form.Item name="way" label={t("complaints.tellWay")} rules={[{ required: true }]}>
        <WaySelect ticket={ticket} />
      </Form.Item>
      <Form.Item name="text" label={t("complaints.tellText")}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Form.Item>
    </StepForm>
  );
}

function CarryOut({ ticket, onClose, onDone }: FormProps) {
  const { t } = useText();
  return (
    <StepForm<{ note: string }>
      ticketId={ticket.id!}
      title={t("complaints.carryOut")}
      width={480}
      onClose={onClose}
      onDone={onDone}
      act={(body) =>
        ask(api.POST("/api/v1/tickets/{id}/suggestion/completion", { params: { path: { id: ticket.id! } }, body }))
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
  );
}
