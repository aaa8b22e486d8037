import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import type { ReactNode } from "react";
import { useText } from "../texts/index.ts";

/** 'Why?' beside a value that a rule worked out; its content is fetched when it opens. */
export function Why({ of, children }: { of: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={t("parts.whyThis", { name: of })}
      content={<div className="why">{children}</div>}
      destroyOnHidden
    >
      <Button
        type="text"
        size="small"
        className="why-button"
        icon={<QuestionCircleOutlined />}
        aria-label={t("parts.whyThis", { name: of })}
      />
    </Popover>
  );
}
