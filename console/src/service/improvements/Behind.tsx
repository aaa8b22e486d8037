import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { StateTag } from "../tickets/cells.tsx";
import { type By, type Figures, useBehind, useNameOf } from "./data.ts";

/** The complaints behind a bar, and the way from it to an improvement. */
export function Behind({ data, by }: { data: Figures | undefined; by: By }) {
  const { t } = useText();
  const { may } = useMe();
  const [url, set] = useUrlState();
  const nameOf = useNameOf();
  const id = url.bar === "none" ? null : (url.bar ?? null);
  const open = url.bar !== undefined;
  const pages = useBehind(by, id, open);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const count = data?.bars.find((bar) => bar.id === id)?.count ?? 0;
  const improvable = id !== null && by !== "department" && may("service.improvements.manage");
  return (
    <SidePanel
      open={open}
      onClose={() => set({ bar: undefined })}
      title={t("improvements.behind", { name: nameOf(by, id), count })}
      extra={
        improvable && (
          <Button type="primary" onClick={() => set({ add: id, bar: undefined })}>
            {t("improvements.improveThis")}
          </Button>
        )
      }
    >
      <ProblemNote problem={pages.error} />
      {pages.isPending && open && <Waiting />}
      {pages.data && !rows.length && <p className="quiet">{t("improvements.behindNone")}</p>}
      <ul className="behind">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              to={"/tickets/$id" as "/"}
              params={{ id: row.id } as never}
              aria-label={t("improvements.openTicket", { number: row.number ?? "" })}
            >
              <span className="behind-subject">{row.subject ?? row.number}</span>
              <span className="quiet small">
                {row.number} · {row.customerName ?? "—"} · <When at={row.openedAt} />
              </span>
            </Link>
            <StateTag state={row.state} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </SidePanel>
  );
}
