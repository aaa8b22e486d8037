import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { hotlineChanged, useMyHotline } from "./data.ts";

/** At which telephone one sits today. */
export function Seat() {
  const { t } = useText();
  const mine = useMyHotline().data;
  const [typed, setTyped] = useState("");
  const sit = useMutation({
    mutationFn: (extension: string | null) => ask(api.PUT("/api/v1/hotline/mine", { body: { extension } })),
    onSuccess: () => {
      setTyped("");
      void hotlineChanged();
    },
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("hotline.seat")}</h2>
      </div>
      <div className="panel-body stack">
        <p className="quiet">{t("hotline.seatLead")}</p>
        <div className="row">
          <span>
            {mine?.extension ? t("hotline.seated", { extension: mine.extension }) : mine ? t("hotline.left") : "…"}
          </span>
          {mine?.extension && (
            <Button size="small" onClick={() => sit.mutate(null)} loading={sit.isPending}>
              {t("hotline.leave")}
            </Button>
          )}
        </div>
        <div className="row">
          <Input
            style={{ width: 160 }}
            value={typed}
            maxLength={20}
            placeholder={t("hotline.extension")}
            aria-label={t("hotline.extension")}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={() => typed.trim() && sit.mutate(typed.trim())}
          />
          <Button disabled={!typed.trim()} onClick={() => sit.mutate(typed.trim())} loading={sit.isPending}>
            {t("hotline.sitDown")}
          </Button>
        </div>
        <ProblemNote problem={sit.error} fields />
      </div>
    </section>
  );
}
