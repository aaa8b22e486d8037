import { DownloadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { api, ask } from "../api.ts";
import { useUrlState } from "../parts/url-state.ts";
import { isActive, runsChanged, useRun } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";

type Format = { format: "csv" | "xlsx"; encoding: "utf-8" | "gb18030" };

const formats: Record<string, Format & { label: string }> = {
  xlsx: { format: "xlsx", encoding: "utf-8", label: "Excel（.xlsx）" },
  csv: { format: "csv", encoding: "utf-8", label: "CSV · UTF-8" },
  gbk: { format: "csv", encoding: "gb18030", label: "CSV · GB18030" },
};
const noFilters = new Set(["columns", "view", "open"]);

/** Exports what the list shows under its filters; the file is offered when it is done. */
export function ExportMenu() {
  const { t } = useText();
  const { notification, message } = App.useApp();
  const [state] = useUrlState();
  const [id, setId] = useState<string>();
  const run = useRun(id);
  const start = useMutation({
    mutationFn: (format: Format) => {
      const filters = Object.fromEntries(
        Object.entries(state).filter(
          (entry): entry is [string, string] => Boolean(entry[1]) && !noFilters.has(entry[0]),
        ),
      );
      return ask(
        api.POST("/api/v1/exports", {
          body: { list: "customers", filters, format: format.format, encoding: format.encoding },
        }),
      );
    },
    onSuccess: (made) => {
      void runsChanged();
      void message.info(t("customers.exportStarted"));
      setId(made.id);
    },
    onError: (problem) => void message.error(problem.message),
  });
  const done = run?.state === "done" ? run.id : undefined;
  const offer = useEffectEvent((made: string) =>
    notification.success({
      key: made,
      title: t("customers.exportDone"),
      duration: 0,
      actions: (
        <Button
          type="primary"
          size="small"
          icon={<DownloadOutlined />}
          href={`/api/v1/exports/${made}/file`}
          onClick={() => notification.destroy(made)}
        >
          {t("customers.exportGet")}
        </Button>
      ),
    }),
  );
  useEffect(() => {
    if (done) offer(done);
  }, [done]);
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: Object.entries(formats).map(([key, { label }]) => ({ key, label })),
        onClick: ({ key }) => start.mutate(formats[key]!),
      }}
    >
      <Button icon={<DownloadOutlined />} loading={start.isPending || (run !== undefined && isActive(run))}>
        {t("customers.export")}
      </Button>
    </Dropdown>
  );
}
