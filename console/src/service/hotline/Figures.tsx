import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api.ts";
import { useLive } from "../../live/useLive.ts";
import { companyTime } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { hotlineChanged } from "./data.ts";

const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;

/** How today's calls were answered, by the term of the clause in force. */
export function Figures() {
  const { t } = useText();
  const day = companyTime(useNow()).format("YYYY-MM-DD");
  const from = companyTime(day).toISOString();
  const to = companyTime(day).add(1, "day").toISOString();
  useLive("contacts", () => void hotlineChanged());
  const data = useQuery({
    queryKey: ["hotline", "figures", day],
    queryFn: () => ask(api.GET("/api/v1/hotline/figures", { params: { query: { from, to } } })),
  }).data;
  const ended = data && data.answered + data.missed;
  return (
    <section className="panel hotline-figures" aria-label={t("hotline.today")}>
      <Figure label={`${t("hotline.today")} · ${t("hotline.calls")}`} value={data?.calls} />
      <Figure label={t("hotline.answered")} value={data?.answered} />
      <Figure label={t("hotline.missed")} value={data?.missed} />
      {data?.seconds != null && (
        <Figure
          label={t("hotline.inTime", { seconds: data.seconds })}
          value={ended ? percent((data.inTime ?? 0) / ended) : "—"}
          note={data.share === null ? undefined : t("hotline.inTimeTarget", { share: percent(data.share) })}
        />
      )}
    </section>
  );
}

const Figure = ({
  label,
  value,
  note,
}: {
  label: string;
  value: number | string | undefined;
  note?: string | undefined;
}) => (
  <div className="hotline-figure">
    <span className="quiet small">{label}</span>
    <strong>{value ?? "…"}</strong>
    {note && <span className="quiet small">{note}</span>}
  </div>
);
