import { ScheduleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Badge, Button, Popover, Tooltip } from "antd";
import { useState } from "react";
import { RunProgress } from "../parts/RunProgress.tsx";
import { useActiveRuns } from "../runs/runs.ts";
import { useText } from "../texts/index.ts";

/** Jobs that run now, with their progress, from any screen. */
export function JobsMenu() {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const runs = useActiveRuns();
  const content = (
    <div className="jobs-menu">
      {runs.length === 0 && <p className="quiet">{t("frame.jobsNone")}</p>}
      {runs.map((run) => (
        <RunProgress key={run.id} run={run} />
      ))}
      <Link to="/runs" onClick={() => setOpen(false)}>
        {t("frame.jobsAll")}
      </Link>
    </div>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={content}>
      <Tooltip title={open ? undefined : t("frame.jobs")}>
        <Badge count={runs.length} size="small" offset={[-7, 7]}>
          <Button
            type="text"
            icon={<ScheduleOutlined spin={false} />}
            aria-label={runs.length ? t("frame.jobsRunning", { count: runs.length }) : t("frame.jobs")}
          />
        </Badge>
      </Tooltip>
    </Popover>
  );
}
