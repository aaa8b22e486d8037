import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, ask } from "../api.ts";
import { formatCount } from "../parts/Money.tsx";
import { Tag } from "../parts/Tag.tsx";
import { When } from "../parts/When.tsx";
import { runStates } from "../runs/RunRow.tsx";
import { useText } from "../texts/index.ts";

/** The latest imports, to go back to. */
export function Recent() {
  const { t } = useText();
  const { data } = useQuery({
    queryKey: ["imports", "recent"],
    queryFn: () => ask(api.GET("/api/v1/imports", { params: { query: { limit: 10 } } })),
  });
  if (!data?.items.length) return null;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("imports.recent")}</h2>
      </div>
      <ul className="side-list recent">
        {data.items.map((one) => {
          const [word, tone] = runStates[one.state];
          return (
            <li key={one.id} className="spread">
              <Link to="/imports" search={{ job: one.id, ...(!one.dryRun && { tried: "yes" }) }}>
                {one.fileName} {one.dryRun && <span className="quiet small">{t("imports.dry")}</span>}
              </Link>
              <span className="row recent-facts">
                <span className="quiet small">
                  {t("imports.new")} {formatCount(one.counts.new)} · {t("imports.updated")}{" "}
                  {formatCount(one.counts.updated)} · {t("imports.refused")} {formatCount(one.counts.refused)}
                </span>
                <span className="quiet small">
                  {one.createdByName} <When at={one.createdAt} />
                </span>
                <Tag tone={tone}>{t(word)}</Tag>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
