import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Problem } from "../api.ts";
import { Empty } from "../parts/Empty.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { useText } from "../texts/index.ts";

/** Where a screen itself failed. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useText();
  return (
    <Empty
      title={t("frame.brokenTitle")}
      lead={error instanceof Problem ? <ProblemNote problem={error} /> : t("frame.brokenText")}
    >
      <Button onClick={reset}>{t("frame.reload")}</Button>
    </Empty>
  );
}

export function NotFound() {
  const { t } = useText();
  return (
    <Empty title={t("frame.notFoundTitle")} lead={t("frame.notFoundText")}>
      <Link to="/">{t("frame.backHome")}</Link>
    </Empty>
  );
}
