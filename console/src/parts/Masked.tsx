import { EyeOutlined } from "@ant-design/icons";
import { App, Button, Input, Modal, Tooltip } from "antd";
import { useEffect, useState } from "react";
import { useText } from "../texts/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";

type Props = {
  readonly label: string;
  readonly value: string;
  /** Asks the server for the whole value; absent where this person may not. */
  readonly reveal?: ((reason: string) => Promise<string>) | undefined;
};

/** How long a revealed value stays on the screen. */
const shownFor = 60_000;

/** A value that is shown in part; the eye asks for the reason, which goes to the audit trail. */
export function Masked({ label, value, reveal }: Props) {
  const { t } = useText();
  // What was revealed belongs to the value it was asked for: another one is masked again.
  const [revealed, setRevealed] = useState<{ of: string; text: string }>();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!revealed) return;
    const timer = window.setTimeout(() => setRevealed(undefined), shownFor);
    return () => window.clearTimeout(timer);
  }, [revealed]);
  if (revealed?.of === value) return <span className="revealed">{groupPhone(revealed.text)}</span>;
  return (
    <span className="masked">
      <span>{groupPhone(value)}</span>
      {reveal && (
        <Tooltip title={t("parts.reveal")}>
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={`${t("parts.reveal")}: ${label}`}
            onClick={() => setAsking(true)}
          />
        </Tooltip>
      )}
      {reveal && asking && (
        <Ask
          label={label}
          onClose={() => setAsking(false)}
          reveal={reveal}
          onClear={(text) => setRevealed({ of: value, text })}
        />
      )}
    </span>
  );
}

function Ask({
  label,
  onClose,
  reveal,
  onClear,
}: {
  label: string;
  onClose: () => void;
  reveal: NonNullable<Props["reveal"]>;
  onClear: (value: string) => void;
}) {
  const { t } = useText();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const usual = [
    t("parts.revealCallback"),
    t("parts.revealIdentity"),
    t("parts.revealVisit"),
    t("parts.revealComplaint"),
  ];
  const go = async (why: string) => {
    if (why.trim().length < 2) return;
    setBusy(true);
    try {
      onClear(await reveal(why.trim()));
      message.destroy();
      onClose();
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      onCancel={onClose}
      title={t("parts.revealTitle", { name: label })}
      okText={t("parts.revealDo")}
      onOk={() => void go(reason)}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      width={420}
    >
      <div className="stack">
        <p className="quiet">{t("parts.revealLead")}</p>
        <div className="row">
          {usual.map((one) => (
            <Button
              key={one}
              size="small"
              onClick={() => setReason(one)}
              type={reason === one ? "primary" : "default"}
              ghost={reason === one}
            >
              {one}
            </Button>
          ))}
        </div>
        <Input
          autoFocus
          maxLength={200}
          value={reason}
          aria-label={t("parts.revealReason")}
          placeholder={t("parts.revealReason")}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => void go(reason)}
        />
        <ProblemNote problem={problem} fields />
      </div>
    </Modal>
  );
}

/** Mobile numbers in groups: 138 1234 5678, masked ones too. */
export const groupPhone = (text: string): string =>
  /^\+?(86)?1[\d*]{10}$/.test(text.replace(/\s/g, ""))
    ? text.replace(/\s/g, "").replace(/^(?:\+?86)?(.{3})(.{4})(.{4})$/, "$1 $2 $3")
    : text;
