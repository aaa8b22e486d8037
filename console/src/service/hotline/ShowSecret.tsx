import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { useText } from "../../texts/index.ts";
import type { Secret } from "./data.ts";

/** A switchboard's id and secret: shown this once. */
export function ShowSecret({ secret, onClose }: { secret: Secret | undefined; onClose: () => void }) {
  const { t } = useText();
  const { message } = App.useApp();
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(() => void message.success(t("hotline.copied")));
  return (
    <Modal
      open={secret !== undefined}
      onCancel={onClose}
      mask={{ closable: false }}
      title={t("hotline.secretTitle")}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("hotline.close")}
        </Button>
      }
      width={520}
    >
      {secret && (
        <div className="stack hotline-secret">
          <p>{t("hotline.secretLead")}</p>
          {[
            [t("hotline.boardId"), secret.id],
            [t("hotline.secret"), secret.secret],
          ].map(([label, value]) => (
            <div key={label}>
              <div className="spread">
                <span className="quiet small">{label}</span>
                <Button size="small" type="text" icon={<CopyOutlined />} onClick={() => copy(value!)}>
                  {t("hotline.copy")}
                </Button>
              </div>
              <code>{value}</code>
            </div>
          ))}
        </div>
      )}
    </Modal>
  );
}
