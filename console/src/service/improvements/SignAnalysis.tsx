import { FileDoneOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { Ask } from "./Ask.tsx";
import { useSigned, useSpan } from "./data.ts";

/** Cycles that ended and whose analysis nobody signed. */
export function WaitingTurns() {
  const { t } = useText();
  const [, set] = useUrlState();
  const { data } = useSigned();
  const first = data?.waiting[0];
  if (!first) return null;
  const month = (at: string, back = 0) => companyTime(Date.parse(at) - back).format("YYYY-MM");
  return (
    <Alert
      className="no-print analysis-waiting"
      type="info"
      showIcon
      icon={<FileDoneOutlined />}
      title={t("improvements.waiting", { period: first.periodKey })}
      action={
        <Button
          size="small"
          onClick={() => set({ from: month(first.periodFrom), to: month(first.periodTo, 1), bar: undefined })}
        >
          {t("improvements.look")}
        </Button>
      }
    />
  );
}

/** Signs what was found in the months shown, once they are over. */
export function SignAnalysis() {
  const { t } = useText();
  const now = useNow();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const { first, last, from, to } = useSpan();
  if (!may("service.improvements.manage") || Date.parse(to) > now) return null;
  return (
    <>
      <Button icon={<FileDoneOutlined />} onClick={() => set({ sign: "yes" })}>
        {t("improvements.sign")}
      </Button>
      {url.sign && (
        <Ask<{ findings: string }>
          title={t("improvements.sign")}
          lead={`${first === last ? first : `${first} – ${last}`} · ${t("improvements.signLead")}`}
          onClose={() => set({ sign: undefined })}
          onDone={() => set({ sign: undefined, tab: "signed" })}
          act={({ findings }) => ask(api.POST("/api/v1/complaint-analyses", { body: { from, to, findings } }))}
        >
          <Form.Item
            name="findings"
            label={t("improvements.findings")}
            rules={[{ required: true, whitespace: true, min: 2, message: t("improvements.needed") }]}
          >
            <Input.TextArea autoFocus autoSize={{ minRows: 5 }} maxLength={5000} />
          </Form.Item>
        </Ask>
      )}
    </>
  );
}
