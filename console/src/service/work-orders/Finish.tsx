import { CheckOutlined, CloseOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, AutoComplete, Button, Form, Input, InputNumber, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { api, ask, queries } from "../../api.ts";
import { useDraft } from "../../parts/draft.ts";
import { useNoun } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useExact } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, move, ordersChanged } from "./data.ts";
import { Signature } from "./Result.tsx";
import { SignaturePad } from "./SignaturePad.tsx";

type Values = {
  testPassed?: boolean;
  testNote?: string;
  cause?: string;
  workNote?: string;
  materials?: { name: string; quantity: number; unit: string }[];
  signatureRefusal?: string;
};

const usual = ["光纤跳线", "同轴电缆", "网线", "分支器", "机顶盒", "光猫", "水晶头", "F 接头"];

/** The result on site: test, cause, materials, the customer's signature, done. What was typed is kept until then. */
export function Finish({ order }: { order: Detail }) {
  const { t, pick } = useText();
  const { message } = App.useApp();
  const exact = useExact();
  const causes = useNoun("workOrder")?.fields.find((field) => field.key === "cause")?.choices ?? [];
  const { draft, keep, drop } = useDraft<Values>(`workOrder.${order.id}`);
  const [form] = Form.useForm<Values>();
  const [signing, setSigning] = useState(false);
  const [refuses, setRefuses] = useState(Boolean(draft?.signatureRefusal));
  const tests = order.kind === "installation" || order.kind === "repair";
  const finish = useMutation({
    mutationFn: (values: Values) =>
      move(order.id!, "completion", {
        testPassed: values.testPassed ?? null,
        ...(values.testNote?.trim() && { testNote: values.testNote.trim() }),
        ...(values.cause && { cause: values.cause }),
        ...(values.workNote?.trim() && { workNote: values.workNote.trim() }),
        materials: (values.materials ?? []).filter((one) => one?.name && one.quantity),
        ...(refuses && values.signatureRefusal?.trim() && { signatureRefusal: values.signatureRefusal.trim() }),
      }),
    onSuccess: () => {
      drop();
      void message.success(t("workOrders.finished", { number: order.number ?? "" }));
    },
  });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={draft ?? { materials: [] }}
      onValuesChange={(_, values) => keep(values)}
      onFinish={(values) => finish.mutate(values)}
      className="finish"
    >
      {tests && (
        <>
          <Form.Item name="testPassed" label={t("workOrders.test")}>
            <Radio.Group
              optionType="button"
              size="large"
              options={[
                { value: true, label: t("workOrders.testPassed") },
                { value: false, label: t("workOrders.testFailed") },
              ]}
            />
          </Form.Item>
          <Form.Item name="testNote" label={t("workOrders.testNote")}>
            <Input size="large" maxLength={1000} />
          </Form.Item>
        </>
      )}
      {order.kind === "repair" && (
        <Form.Item name="cause" label={t("workOrders.cause")}>
          <Select
            size="large"
            placeholder={t("workOrders.choose")}
            options={causes.map((one) => ({ value: one.value, label: pick(one.label) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="workNote" label={t("workOrders.workNote")}>
        <Input.TextArea size="large" autoSize={{ minRows: 2 }} maxLength={2000} />
      </Form.Item>
      <Form.List name="materials">
        {(rows, { add, remove }) => (
          <div className="materials">
            <p>{t("workOrders.materials")}</p>
            {rows.map((row) => (
              <div key={row.key} className="material">
                <Form.Item name={[row.name, "name"]} noStyle>
                  <AutoComplete
                    size="large"
                    placeholder={t("workOrders.materialName")}
                    aria-label={t("workOrders.materialName")}
                    options={usual.map((value) => ({ value }))}
                    showSearch={{ filterOption: (word, option) => String(option?.value).includes(word) }}
                  />
                </Form.Item>
                <Form.Item name={[row.name, "quantity"]} noStyle>
                  <InputNumber size="large" min={0.1} aria-label={t("workOrders.materialQuantity")} />
                </Form.Item>
                <Form.Item name={[row.name, "unit"]} noStyle>
                  <Input size="large" maxLength={10} aria-label={t("workOrders.materialUnit")} />
                </Form.Item>
                <Button
                  size="large"
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={t("workOrders.materialRemove")}
                  onClick={() => remove(row.name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ name: "", quantity: 1, unit: "件" })}>
              {t("workOrders.materialAdd")}
            </Button>
          </div>
        )}
      </Form.List>
      <section className="stack-small" aria-label={t("workOrders.signature")}>
        <p>{t("workOrders.signature")}</p>
        {order.signedAt ? (
          <>
            <Signature order={order} />
            <p>
              {t("workOrders.signedBy", { name: order.signerName ?? "" })}{" "}
              <span className="quiet">{exact(order.signedAt)}</span>
            </p>
          </>
        ) : (
          refuses && (
            <Form.Item name="signatureRefusal" noStyle>
              <Input
                size="large"
                maxLength={300}
                aria-label={t("workOrders.refusal")}
                placeholder={t("workOrders.refusal")}
              />
            </Form.Item>
          )
        )}
        <div className="row">
          <Button size="large" icon={<EditOutlined />} onClick={() => setSigning(true)}>
            {t(order.signedAt ? "workOrders.signAgain" : "workOrders.sign")}
          </Button>
          {!order.signedAt && !refuses && (
            <Button type="text" onClick={() => setRefuses(true)}>
              {t("workOrders.refusalAsk")}
            </Button>
          )}
        </div>
      </section>
      <ProblemNote problem={finish.error} fields />
      <Button type="primary" size="large" block icon={<CheckOutlined />} loading={finish.isPending} htmlType="submit">
        {t("workOrders.finish")}
      </Button>
      {signing && <Sign order={order} onClose={() => setSigning(false)} />}
    </Form>
  );
}

function Sign({ order, onClose }: { order: Detail; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const known = order.signerName ?? order.customerName ?? "";
  const [name, setName] = useState(known.includes("*") ? "" : known);
  const [png, setPng] = useState<string>();
  const save = useMutation({
    mutationFn: () =>
      ask(
        api.PUT("/api/v1/work-orders/{id}/signature", {
          params: { path: { id: order.id! } },
          body: { signerName: name.trim(), png: png! },
        }),
      ),
    onSuccess: (detail) => {
      queries.setQueryData(["workOrders", "one", order.id], detail);
      void ordersChanged();
      void message.success(t("workOrders.signed"));
      onClose();
    },
  });
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("workOrders.sign")}
      okText={t("workOrders.signSave")}
      okButtonProps={{ disabled: !png || !name.trim(), size: "large" }}
      cancelButtonProps={{ size: "large" }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      width={640}
    >
      <div className="stack">
        <p>
          {order.number} · {order.description}
        </p>
        <Input
          size="large"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          prefix={<span className="quiet">{t("workOrders.signer")}</span>}
          aria-label={t("workOrders.signer")}
        />
        <SignaturePad onChange={setPng} />
        <ProblemNote problem={save.error} fields />
      </div>
    </Modal>
  );
}
