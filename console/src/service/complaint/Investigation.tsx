import { Form, Input, Radio, Select } from "antd";
import { api, ask } from "../../api.ts";
import { Tag } from "../../parts/Tag.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Ticket, useColleagues } from "../tickets/data.ts";
import { type ComplaintFile, faults, useCauses } from "./data.ts";
import { DepartmentSelect, PersonSelect } from "./PersonSelect.tsx";
import { Earlier, Words } from "./Step.tsx";
import { StepForm } from "./StepForm.tsx";

type One = ComplaintFile["investigations"][number];

/** What was found: cause, who is responsible, whose fault. */
export function Findings({ file }: { file: ComplaintFile }) {
  const [latest, ...before] = file.investigations;
  if (!latest) return null;
  return (
    <>
      <Finding one={latest} />
      <Earlier count={before.length}>
        {before.map((one) => (
          <div key={one.id} className="step-before">
            <Finding one={one} dated />
          </div>
        ))}
      </Earlier>
    </>
  );
}

function Finding({ one, dated = false }: { one: One; dated?: boolean }) {
  const { t, pick } = useText();
  const { departmentOf } = useColleagues();
  const cause = useCauses().find((its) => its.id === one.causeId);
  const fault = faults[one.ourFault ?? ""];
  return (
    <>
      <div className="row step-facts">
        {fault && <Tag tone={fault.tone}>{t(fault.label)}</Tag>}
        <span>{cause ? pick(cause.label) : ""}</span>
        <span className="quiet small">
          {[departmentOf(one.departmentId), one.personName].filter(Boolean).join(" · ")}
        </span>
        {dated && (
          <span className="quiet small">
            {one.byName} · <When at={one.at} />
          </span>
        )}
      </div>
      <Words text={one.finding} />
    </>
  );
}

type Values = {
  cause: string;
  finding: string;
  department: string;
  person?: string;
  ourFault: "yes" | "no" | "partly";
};

export function Investigate({ ticket, onClose, onDone }: { ticket: Ticket; onClose: () => void; onDone: () => void }) {
  const { t, pick } = useText();
  const causes = useCauses();
  const needed = [{ required: true, message: t("complaints.needed") }];
  return (
    <StepForm<Values>
      ticketId={ticket.id!}
      title={t("complaints.investigate")}
      lead={t("complaints.investigateLead")}
      initial={{ ...(ticket.departmentId && { department: ticket.departmentId }) }}
      onClose={onClose}
      onDone={onDone}
      act={({ cause, finding, department, person, ourFault }) =>
        ask(
          api.POST("/api/v1/tickets/{id}/investigation", {
            params: { path: { id: ticket.id! } },
            body: {
              cause,
              finding,
              responsibleDepartmentId: department,
              ourFault,
              ...(person && { responsiblePersonId: person }),
            },
          }),
        )
      }
    >
      <Form.Item name="cause" label={t("complaints.cause")} rules={needed}>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          options={causes.filter((one) => one.active).map((one) => ({ value: one.key, label: pick(one.label) }))}
        />
      </Form.Item>
      <Form.Item
        name="finding"
        label={t("complaints.finding")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("complaints.needed") }]}
        validateTrigger="onBlur"
      >
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={5000}
          placeholder={t("complaints.findingHint")}
        />
      </Form.Item>
      <div className="step-pair">
        <Form.Item name="department" label={t("complaints.department")} rules={needed}>
          <DepartmentSelect />
        </Form.Item>
        <Form.Item name="person" label={t("complaints.person")}>
          <PersonSelect />
        </Form.Item>
      </div>
      <Form.Item name="ourFault" label={t("complaints.fault")} rules={needed}>
        <Radio.Group
          options={Object.entries(faults).map(([value, { label }]) => ({ value, label: t(label) }))}
          optionType="button"
        />
      </Form.Item>
    </StepForm>
  );
}
