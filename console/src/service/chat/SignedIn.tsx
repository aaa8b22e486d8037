import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Tag } from "../../parts/Tag.tsx";
import { useText } from "../../texts/index.ts";

/** Beside the name of who is known by their sign-in; everybody else is who they say they are. */
export function SignedIn() {
  const { t } = useText();
  return (
    <Tag tone="good" icon={<SafetyCertificateOutlined />}>
      {t("chat.signedIn")}
    </Tag>
  );
}
