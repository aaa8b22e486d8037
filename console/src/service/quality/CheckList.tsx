import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { Empty } from "../../parts/Empty.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { type SmallColumn, SmallTable } from "../../parts/SmallTable.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { type CheckLine, type CheckView, type Kind, useChecks } from "./data.ts";
import { Score } from "./Score.tsx";

type Props = { readonly asked: { view: CheckView; scorer?: "me"; kind?: Kind }; readonly own: boolean };

/** Checks of one kind of work, the newest first. */
export function CheckList({ asked, own }: Props) {
  const { t } = useText();
  const pages = useChecks(asked);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const what = useWhat();
  const toScore = asked.view === "to_score";
  const none = own ? "noneMine" : toScore ? "noneToScore" : "noneElse";
  const columns: SmallColumn<CheckLine>[] = [
    { key: "what", title: t("quality.what"), cell: what },
    ...(own ? [] : [{ key: "who", title: t("quality.checked"), cell: (row: CheckLine) => row.staffName }]),
    {
      key: "kind",
      title: t("quality.kind"),
      cell: (row) => (
        <span className="row">
          {t(row.kind === "conduct" ? "quality.conduct" : "quality.handling")}
          {!row.drawId && <Tag>{t("quality.byHand")}</Tag>}
        </span>
      ),
    },
    ...(toScore
      ? [
          {
            key: "scorer",
            title: t("quality.scorer"),
            cell: (row: CheckLine) => row.scorerName ?? <span className="quiet">{t("quality.nobody")}</span>,
          },
          { key: "due", title: t("quality.due"), cell: (row: CheckLine) => <When at={row.dueAt} /> },
        ]
      : [
          { key: "score", title: t("quality.score"), cell: (row: CheckLine) => <Score check={row} /> },
          {
            key: "state",
            title: t("quality.state"),
            cell: (row: CheckLine) => (
              <span className="row">
                <Tag tone={row.state === "disputed" ? "warn" : "plain"}>{t(`quality.${row.state as "scored"}`)}</Tag>
                {row.needsTalk && !row.talkedAt && <Tag tone="warn">{t("quality.needsTalk")}</Tag>}
                {row.lookAgainOn && !row.lookedAt && (
                  <span className="quiet small">
                    {t("quality.lookAgainOn")} <When at={row.lookAgainOn} />
                  </span>
                )}
              </span>
            ),
          },
          {
            key: "at",
            title: t("quality.scored"),
            cell: (row: CheckLine) => <When at={row.scoredAt} />,
          },
        ]),
  ];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty icon={<SafetyCertificateOutlined />} title={t(`quality.${none}`)} lead={t(`quality.${none}Lead`)} />
      )}
      {rows.length > 0 && (
        <SmallTable
          label={t("quality.title")}
          rows={rows}
          id={(row) => row.id}
          columns={columns}
          href={(row) => ({ to: `/quality/${row.id}` })}
        />
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

/** How a check names what it is about, with its time. */
export function useWhat() {
  const { t } = useText();
  const channel = useChoices("serviceContact", "channel");
  return (row: Pick<CheckLine, "subjectType" | "subjectLabel" | "subjectAt">) => (
    <span className="nowrap">
      {row.subjectType === "ticket"
        ? t("quality.ticketOf", { number: row.subjectLabel })
        : t("quality.contactOf", { channel: channel(row.subjectLabel) })}{" "}
      <span className="quiet">
        <When at={row.subjectAt} />
      </span>
    </span>
  );
}
