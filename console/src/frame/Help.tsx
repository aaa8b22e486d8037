import { Modal } from "antd";
import { useText } from "../texts/index.ts";
import type { Work } from "./work.tsx";

/** The keyboard, on one sheet. */
export function Help({ open, onClose, work }: { open: boolean; onClose: () => void; work: readonly Work[] }) {
  const { t } = useText();
  const keys: [string[], string][] = [
    [["/"], t("frame.keySearch")],
    [["Ctrl", "K"], t("frame.keySearch")],
    [["j"], ""],
    [["k"], t("frame.keyMove")],
    [["o"], t("frame.keyPeek")],
    [["Enter"], t("frame.keyOpen")],
    [["x"], t("frame.keySelect")],
    [["Ctrl", "Enter"], t("frame.keySave")],
    [["Esc"], t("frame.keyClose")],
    [["?"], t("frame.keyHelp")],
    ...work.map((one): [string[], string] => [["g", one.key], t(one.label)]),
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t("frame.keyboard")} width={560}>
      <dl className="help-keys">
        {keys
          .filter(([, what]) => what)
          .map(([names, what]) => (
            <div key={names.join()}>
              <dt>
                {(names[0] === "k" ? ["j", "k"] : names).map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
      </dl>
    </Modal>
  );
}
