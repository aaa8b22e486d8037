import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { useText } from "../texts/index.ts";

/** A secret that is shown only once: a first password, a token. */
export function Secret({ value }: { value: string }) {
  const { t } = useText();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    void message.success(t("staff.copied"));
  };
  return (
    <div className="secret">
      <code>{value}</code>
      <Button icon={<CopyOutlined />} onClick={() => void copy()}>
        {t("staff.copy")}
      </Button>
    </div>
  );
}

/** The first password of a colleague, to be passed on. */
export function FirstPassword({ name, value, onClose }: { name: string; value: string; onClose: () => void }) {
  const { t } = useText();
  return (
    <Modal
      open
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={t("staff.firstTitle")}
      width={460}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("staff.told")}
        </Button>
      }
    >
      <div className="stack">
        <p className="quiet">{t("staff.firstLead", { name })}</p>
        <Secret value={value} />
      </div>
    </Modal>
  );
}
