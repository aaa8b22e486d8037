import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useNarrow } from "../parts/SidePanel.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { useText } from "../texts/index.ts";
import { type ExportKind, exportFile, startExport, type Wanted } from "./exports.ts";
import { isActive, runsChanged, useRun } from "./runs.ts";

const formats: Readonly<Record<string, Pick<Wanted, "format" | "encoding"> & { label: string }>> = {
  xlsx: { format: "xlsx", encoding: "utf-8", label: "Excel（.xlsx）" },
  csv: { format: "csv", encoding: "utf-8", label: "CSV · UTF-8" },
  gbk: { format: "csv", encoding: "gb18030", label: "CSV · GB18030" },
};
const noFilters = new Set(["columns", "view", "open"]);

type Props = {
  readonly kind: ExportKind;
  /** What the list asks the server for, where that is more than its address says. */
  readonly asked?: (filters: Record<string, string>) => Record<string, string>;
  /** The columns on the screen, as another choice beside all that there are. */
  readonly columns?: readonly string[];
  /** Only these rows. */
  readonly ids?: readonly string[];
};

/** Exports what the list shows under its filters; the file is offered when it is done. */
export function ExportMenu({ kind, asked = (filters) => filters, columns, ids }: Props) {
  const { t } = useText();
  const { notification, message } = App.useApp();
  const narrow = useNarrow();
  const [state] = useUrlState();
  const [id, setId] = useState<string>();
  const run = useRun(id);
  const start = useMutation({
    mutationFn: (key: string) => {
      const [which, name] = key.split(" ");
      const { format, encoding } = formats[name!]!;
      const given = Object.entries(state).filter(
        (entry): entry is [string, string] => Boolean(entry[1]) && !noFilters.has(entry[0]),
      );
      const filters = asked(Object.fromEntries(given));
      return startExport(kind, {
        format,
        encoding,
        filters,
        ...(ids && { ids }),
        ...(which === "shown" && columns && { columns }),
      });
    },
    onSuccess: (made) => {
      void runsChanged();
      void message.info(t("runs.exportStarted"));
      setId(made.id);
    },
    onError: (problem) => void message.error(problem.message),
  });
  const done = run?.state === "done" ? exportFile(run) : undefined;
  const offer = useEffectEvent((file: string) =>
    notification.success({
      key: file,
      title: t("runs.exportDone"),
      duration: 0,
      // The bar of what is chosen stands below.
      ...(ids && { placement: "topRight" as const }),
      actions: (
        <Button
          type="primary"
          size="small"
          icon={<DownloadOutlined />}
          href={file}
          onClick={() => notification.destroy(file)}
        >
          {t("runs.download")}
        </Button>
      ),
    }),
  );
  useEffect(() => {
    if (done) offer(done);
  }, [done]);
  const choices = (which: string) =>
    Object.entries(formats).map(([key, { label }]) => ({ key: `${which} ${key}`, label }));
  const items: MenuProps["items"] = columns
    ? [
        { type: "group", label: t("runs.exportShown"), children: choices("shown") },
        { type: "group", label: t("runs.exportAll"), children: choices("all") },
      ]
    : choices("all");
  return (
    <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => start.mutate(key) }}>
      <Button
        icon={<DownloadOutlined />}
        loading={start.isPending || (run !== undefined && isActive(run))}
        aria-label={t("runs.export")}
      >
        {!narrow && t("runs.export")}
      </Button>
    </Dropdown>
  );
}
