import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import { Ask } from "./Ask.tsx";
import type { Improvement } from "./data.ts";
import { bodyOf, type Plan, PlanItems } from "./PlanItems.tsx";

/** What can be done with an improvement in its state. */
export function ImprovementVerbs({ row }: { row: Improvement }) {
  const { t } = useText();
  const { may } = useMe();
  const [asking, setAsking] = useState<"plan" | "implement" | "abandon">();
  const planned = row.state === "planned";
  if (!may("service.improvements.manage") || !(planned || row.state === "reopened")) return null;
  const params = { path: { id: row.id } };
  const close = () => setAsking(undefined);
  const needed = [{ required: true, whitespace: true, min: 2, message: t("improvements.needed") }];
  const planTitle = t(planned ? "improvements.replan" : "improvements.planAnew");
  return (
    <div className="row improvement-verbs no-print">
      {planned && (
        <Button size="small" type="primary" onClick={() => setAsking("implement")}>
          {t("improvements.implement")}
        </Button>
      )}
      <Button size="small" type={planned ? "default" : "primary"} onClick={() => setAsking("plan")}>
        {planTitle}
      </Button>
      <Button size="small" type="text" onClick={() => setAsking("abandon")}>
        {t("improvements.abandon")}
      </Button>
      {asking === "implement" && (
        <Ask<{ implementation: string }>
          title={t("improvements.implement")}
          lead={row.measure}
          onClose={close}
          act={(body) => ask(api.POST("/api/v1/improvements/{id}/implementation", { params, body }))}
        >
          <Form.Item name="implementation" label={t("improvements.implementation")} rules={needed}>
            <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={2000} />
          </Form.Item>
        </Ask>
      )}
      {asking === "plan" && (
        <Ask<Plan>
          title={planTitle}
          initial={{ measure: row.measure, ownerId: row.ownerId }}
          onClose={close}
          act={(plan) => ask(api.POST("/api/v1/improvements/{id}/plan", { params, body: bodyOf(plan) }))}
        >
          <PlanItems />
        </Ask>
      )}
      {asking === "abandon" && (
        <Ask<{ reason: string }>
          title={t("improvements.abandon")}
          lead={row.title}
          onClose={close}
          act={(body) => ask(api.POST("/api/v1/improvements/{id}/abandonment", { params, body }))}
        >
          <Form.Item name="reason" label={t("improvements.reason")} rules={needed}>
            <Input.TextArea autoFocus autoSize={{ minRows: 2 }} maxLength={1000} />
          </Form.Item>
        </Ask>
      )}
    </div>
  );
}
