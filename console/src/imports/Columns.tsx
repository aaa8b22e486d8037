import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api, ask } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { Waiting } from "../parts/Waiting.tsx";
import { runsChanged } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";
import { ConsentGround } from "./ConsentGround.tsx";
import { Format, type FormatValue } from "./Format.tsx";
import { KeyChoice } from "./KeyChoice.tsx";
import { Required } from "./Required.tsx";
import { type Mapping, isConsentHalf, missingIn, purposeOf, type What, withUse } from "./uses.ts";
import { useUses } from "./use-options.ts";

/** How the file is read, and what each of its columns becomes. */
export function Columns({ fileId, what }: { fileId: string; what: What }) {
  const { t, pick } = useText();
  const [, set] = useUrlState();
  const [format, setFormat] = useState<FormatValue>({});
  const [edited, setEdited] = useState<Mapping>();
  const { options, nameOf } = useUses(what);
  const preview = useQuery({
    queryKey: ["imports", "preview", fileId, what, format],
    queryFn: () => ask(api.POST("/api/v1/imports/preview", { body: { fileId, what, format } })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const start = useMutation({
    mutationFn: (mapping: Mapping) =>
      ask(
        api.POST("/api/v1/imports", {
          body: { fileId, mapping: mapping as never, format, dryRun: true, remember: true },
        }),
      ),
    onSuccess: (job) => {
      void runsChanged();
      set({ job: job.id }, { push: true });
    },
  });
  if (preview.error)
    return (
      <div className="stack">
        <ProblemNote problem={preview.error} fields />
        <Format preview={preview.data} value={format} onChange={setFormat} />
      </div>
    );
  if (!preview.data) return <Waiting lines={6} />;
  const { columns, rows, shipped, mappedBy } = preview.data;
  const mapping: Mapping = edited ?? preview.data.mapping;
  const missing = [...missingIn(mapping).map(nameOf), ...(isConsentHalf(mapping) ? [t("imports.consent")] : [])];
  return (
    <>
      <section className="panel">
        <div className="panel-head import-format">
          <h2>{preview.data.file.name}</h2>
          <Format preview={preview.data} value={format} onChange={(next) => (setFormat(next), setEdited(undefined))} />
        </div>
        <div className="import-start">
          <Tag tone="accent">
            {t(
              mappedBy === "memory"
                ? "imports.byMemory"
                : mappedBy === "shipped"
                  ? "imports.byShipped"
                  : "imports.byGuess",
            )}
          </Tag>
          {shipped.length > 0 && (
            <Select
              placeholder={t("imports.start")}
              aria-label={t("imports.start")}
              style={{ minWidth: 220 }}
              options={shipped.map((one) => ({ value: one.name, label: pick(one.title) }))}
              onChange={(name) => setEdited(shipped.find((one) => one.name === name)?.mapping)}
            />
          )}
        </div>
        <Required mapping={mapping} columns={columns} nameOf={nameOf} onChange={setEdited} />
        <div className="scroll-x">
          <table className="plain-table import-columns">
            <thead>
              <tr>
                <th>{t("imports.column")}</th>
                <th>{t("imports.sample")}</th>
                <th>{t("imports.use")}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column, at) => {
                const use = purposeOf(mapping, column);
                const samples = rows
                  .map((row) => row.cells[at])
                  .filter(Boolean)
                  .slice(0, 3);
                return (
                  <tr key={column}>
                    <td>
                      <strong>{column}</strong>
                    </td>
                    <td className="import-sample">{samples.join(" · ")}</td>
                    <td>
                      <Select
                        value={use}
                        aria-label={`${t("imports.use")}: ${column}`}
                        showSearch={{ optionFilterProp: "label" }}
                        className={use === "ignore" || use === "rest" ? "import-unused" : undefined}
                        style={{ width: 200 }}
                        options={
                          use === "else"
                            ? [...options, { value: "else", label: t("imports.useElse"), disabled: true }]
                            : options
                        }
                        onChange={(next) => setEdited(withUse(mapping, column, next))}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </section>
      <KeyChoice mapping={mapping} onChange={setEdited} />
      <ConsentGround mapping={mapping} onChange={setEdited} />
      <ProblemNote problem={start.error} fields />
      <div className="form-foot import-foot">
        <Button
          type="primary"
          disabled={missing.length > 0}
          loading={start.isPending}
          onClick={() => start.mutate(mapping)}
        >
          {t("imports.tryIt")}
        </Button>
        <span className={missing.length ? "required-word small" : "quiet small"}>
          {missing.length ? t("imports.partsMissing", { names: missing.join(t("imports.and")) }) : t("imports.tryLead")}
        </span>
      </div>
    </>
  );
}
