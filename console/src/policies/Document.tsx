import { SearchOutlined } from "@ant-design/icons";
import { Input, Segmented } from "antd";
import { useEffect, useRef } from "react";
import { useMe } from "../frame/me.ts";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { AddClause } from "./AddClause.tsx";
import { ClauseCard } from "./ClauseCard.tsx";
import { ClausePanel } from "./ClausePanel.tsx";
import { type Clause, clausesOf, type Version } from "./data.ts";
import { Problems } from "./Problems.tsx";

const isUnbound = (version: Version, clause: Clause) =>
  version.kind === "norm" ? clause.enabled === false : clause.controls.length === 0;

/** The text of a version as a document: chapters beside it, the open clause in a panel. */
export function Document({ version }: { version: Version }) {
  const { t, pick, language } = useText();
  const { may } = useMe();
  const [state, set] = useUrlState();
  const all = clausesOf(version);
  const word = (state.q ?? "").trim().toLowerCase();
  const unbound = all.filter((clause) => isUnbound(version, clause)).length;
  const troubled = all.filter((clause) => clause.problems.length > 0).length;
  const shown = (clause: Clause) =>
    (state.show === "unbound"
      ? isUnbound(version, clause)
      : state.show === "bound"
        ? !isUnbound(version, clause)
        : state.show !== "problems" || clause.problems.length > 0) &&
    (!word || `${clause.number} ${clause.title[language]} ${clause.shown[language]}`.toLowerCase().includes(word));
  const chapters = version.chapters
    .map((chapter) => ({ ...chapter, clauses: chapter.clauses.filter(shown) }))
    .filter((chapter) => chapter.clauses.length > 0);
  const open = all.find((clause) => clause.number === state.clause);
  const edits = version.state === "draft" && version.kind === "company" && may("policy.edit");
  const show = (number: string) => set({ clause: number });

  const first = useRef(state.clause);
  useEffect(() => {
    if (first.current) document.getElementById(first.current)?.scrollIntoView({ block: "center" });
  }, []);

  return (
    <div className="document-frame">
      <nav className="chapters no-print" aria-label={t("policies.chapters")}>
        {version.chapters.map((chapter) => (
          <a
            key={chapter.number}
            href={`#chapter-${chapter.number}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(`chapter-${chapter.number}`)?.scrollIntoView({ behavior: "smooth" });
            }}
          >
            <span className="chapter-number">{chapter.number}</span>
            <span className="chapter-name">{pick(chapter.title)}</span>
            <span className="quiet small">
              {chapter.clauses.filter((clause) => !isUnbound(version, clause)).length}/{chapter.clauses.length}
            </span>
          </a>
        ))}
      </nav>
      <div className="document-side">
        <div className="document-tools no-print">
          <Segmented
            value={state.show ?? "all"}
            onChange={(value) => set({ show: value === "all" ? undefined : value })}
            options={[
              { value: "all", label: t("policies.filterAll", { count: all.length }) },
              { value: "bound", label: t("policies.filterBound", { count: all.length - unbound }) },
              {
                value: "unbound",
                label: t(version.kind === "norm" ? "policies.filterOff" : "policies.filterUnbound", { count: unbound }),
              },
              ...(troubled ? [{ value: "problems", label: t("policies.filterProblems", { count: troubled }) }] : []),
            ]}
          />
          <Input
            className="document-search"
            allowClear
            prefix={<SearchOutlined />}
            placeholder={t("policies.search")}
            aria-label={t("policies.search")}
            defaultValue={state.q}
            onChange={(event) => set({ q: event.target.value || undefined })}
          />
        </div>
        {version.problems.length > 0 && (
          <details className="panel problem-box" open={version.problems.some((one) => one.severity === "error")}>
            <summary>
              {t("policies.problems")}{" "}
              <span className="quiet">{t("policies.problemCount", { count: version.problems.length })}</span>
            </summary>
            <Problems problems={version.problems} onOpen={show} />
          </details>
        )}
        <article className="document panel">
          <p className="document-about">{pick(version.about)}</p>
          {chapters.length === 0 && <p className="quiet">{t("policies.noMatch")}</p>}
          {chapters.map((chapter) => (
            <section key={chapter.number} id={`chapter-${chapter.number}`} className="document-chapter">
              <header className="spread">
                <h2>
                  <span className="quiet">{t("policies.chapter", { number: chapter.number })}</span> {pick(chapter.title)}
                </h2>
                {edits && <AddClause version={version} chapter={chapter} />}
              </header>
              {chapter.clauses.map((clause) => (
                <ClauseCard
                  key={clause.number}
                  clause={clause}
                  norm={version.kind === "norm"}
                  open={clause.number === open?.number}
                  onOpen={() => show(clause.number)}
                />
              ))}
            </section>
          ))}
        </article>
      </div>
      <ClausePanel version={version} clause={open} onClose={() => set({ clause: undefined })} onOpen={show} />
    </div>
  );
}
