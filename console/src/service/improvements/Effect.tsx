import { useSayWhen } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type Improvement, percent } from "./data.ts";

/** Complaints of the same kind over as long before and after, each round; the running one as far as it has come. */
export function Effect({ row }: { row: Improvement }) {
  const { t } = useText();
  const say = useSayWhen();
  if (!row.checks.length && !row.running && row.state !== "implemented") return null;
  return (
    <ul className="effects">
      {row.running && (
        <Pair
          before={row.running.before}
          after={row.running.after}
          note={t("improvements.checksOn", { day: say(row.checkAt!) })}
          running
        />
      )}
      {row.state === "implemented" && !row.checkAt && <li className="quiet small">{t("improvements.notChecked")}</li>}
      {row.checks.toReversed().map((one) => (
        <Pair
          key={one.id}
          before={one.beforeCount}
          after={one.afterCount}
          fall={one.fall === null ? null : Number(one.fall)}
          good={one.effective}
          note={`${t("improvements.round", { count: one.round })} · ${t("improvements.checkedOn", { day: say(one.checkedAt) })}`}
        />
      ))}
    </ul>
  );
}

type PairProps = {
  before: number;
  after: number;
  fall?: number | null;
  good?: boolean;
  note: string;
  running?: boolean;
};

function Pair({ before, after, fall, good, note, running = false }: PairProps) {
  const { t } = useText();
  const largest = Math.max(1, before, after);
  const verdict =
    fall === undefined
      ? ""
      : fall === null
        ? t("improvements.nothingBefore")
        : fall > 0
          ? t("improvements.fell", { share: percent(fall) })
          : fall < 0
            ? t("improvements.rose", { share: percent(-fall) })
            : t("improvements.same");
  return (
    <li className="effect">
      <dl>
        {(
          [
            [t("improvements.before"), before, "effect-before"],
            [
              running ? `${t("improvements.after")} (${t("improvements.soFar")})` : t("improvements.after"),
              after,
              "effect-after",
            ],
          ] as const
        ).map(([label, count, look]) => (
          <div key={label}>
            <dt className="small quiet">{label}</dt>
            <dd>
              <span className="split-bar" aria-hidden>
                <span className={look} style={{ width: `${(count / largest) * 100}%` }} />
              </span>
              <span className="number">{count}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="small">
        {verdict && (
          <strong className={fall === null ? "quiet" : good ? "effect-good" : "effect-bad"}>{verdict}</strong>
        )}{" "}
        <span className="quiet">{note}</span>
      </p>
    </li>
  );
}
