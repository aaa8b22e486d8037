import { DownloadOutlined, MailOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { Empty } from "../../parts/Empty.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type ReceivedMail, type Shown, useReceived } from "./data.ts";

const states: readonly Shown[] = ["all", "held", "problem"];

/** What came in, and what became of it. */
export function Received() {
  const { t } = useText();
  const [url, set] = useUrlState();
  const state = states.find((one) => one === url.state) ?? "all";
  const pages = useReceived(state);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="stack">
      <div className="spread mail-received-head">
        <h2>{t("messages.received")}</h2>
        <Segmented
          value={state}
          onChange={(next) => set({ state: next === "all" ? undefined : next })}
          options={[
            { value: "all", label: t("messages.all") },
            { value: "held", label: t("messages.heldOnly") },
            { value: "problem", label: t("messages.problemsOnly") },
          ]}
        />
      </div>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting lines={4} />}
      {pages.data && !rows.length && (
        <Empty icon={<MailOutlined />} title={t("messages.receivedNone")} lead={t("messages.receivedNoneLead")} />
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("messages.received")}
          rows={rows}
          id={(row) => row.id}
          columns={[
            { key: "at", title: t("messages.at"), cell: (row) => <When at={row.receivedAt} /> },
            { key: "became", title: t("messages.became"), cell: (row) => <Became mail={row} /> },
            {
              key: "raw",
              title: "",
              cell: (row) =>
                row.hasRaw && (
                  <a href={`/api/v1/received-mails/${row.id}/raw`} download>
                    <DownloadOutlined /> {t("messages.raw")}
                  </a>
                ),
            },
          ]}
        />
      )}
      {pages.hasNextPage && (
        <div>
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            {t("parts.more")}
          </Button>
        </div>
      )}
    </section>
  );
}

function Became({ mail }: { mail: ReceivedMail }) {
  const { t } = useText();
  return (
    <span className="row">
      {mail.problem && <Tag tone="bad">{t(`messages.problem_${mail.problem}`)}</Tag>}
      {mail.held && <Tag>{t(`messages.held_${mail.held}`)}</Tag>}
      {mail.ticketId && (
        <Link to={`/tickets/${mail.ticketId}` as "/"}>
          {t("messages.becameTicket", { number: mail.ticketNumber ?? "" })}
        </Link>
      )}
      {mail.cut && <Tag tone="warn">{t("messages.cut")}</Tag>}
      {mail.refused.length > 0 && (
        <span title={mail.refused.map((one) => one.name).join("、")}>
          <Tag tone="warn">{t("messages.refused", { count: mail.refused.length })}</Tag>
        </span>
      )}
    </span>
  );
}
