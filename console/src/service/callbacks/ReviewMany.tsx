import { Button, Input } from "antd";
import { useState } from "react";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { useSign } from "./Review.tsx";

/** Signs many records at once, with one comment. */
export function ReviewMany({ ids, onDone }: { ids: string[]; onDone: () => void }) {
  const { t } = useText();
  const [comment, setComment] = useState("");
  const sign = useSign(onDone);
  return (
    <div className="call-many">
      <ProblemNote problem={sign.error} />
      <Input
        value={comment}
        maxLength={1000}
        onChange={(event) => setComment(event.target.value)}
        placeholder={t("callbacks.reviewComment")}
        aria-label={t("callbacks.reviewComment")}
      />
      <Button
        type="primary"
        loading={sign.isPending}
        onClick={() => sign.mutate({ ids, ...(comment.trim() && { comment: comment.trim() }), valid: true })}
      >
        {t("callbacks.reviewMany", { count: ids.length })}
      </Button>
    </div>
  );
}
