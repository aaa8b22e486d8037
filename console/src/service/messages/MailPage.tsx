import { CommentOutlined, InboxOutlined, SendOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { api, ask, queries } from "../../api.ts";
import { formatCount } from "../../parts/Money.tsx";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { type MailStatus, useMailStatus } from "./data.ts";
import "./messages.css";
import { Received } from "./Received.tsx";
import { Screens } from "./Screens.tsx";

/** How mail goes out and comes in, and what became of each letter. */
export function MailPage() {
  const { t } = useText();
  const { message } = App.useApp();
  const { data: status, error } = useMailStatus();
  const check = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/mail-status/checks")),
    onSuccess: (found) => {
      queries.setQueryData(["mail", "status"], found);
      void queries.invalidateQueries({ queryKey: ["mail", "received"] });
      void message.success(t("messages.checked"));
    },
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <div className="page">
      <DeskTabs />
      <PageHead title={t("messages.mail")}>
        <Screens here="/messages/mail" />
        <Button
          type="primary"
          disabled={!status?.out.isSetUp && !status?.in.isSetUp}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t("messages.checkNow")}
        </Button>
      </PageHead>
      <ProblemNote problem={error} />
      {!status && !error && <Waiting lines={4} />}
      {status && <Servers status={status} />}
      <Received />
    </div>
  );
}

function Servers({ status }: { status: MailStatus }) {
  const { t } = useText();
  const { out, texts, waiting, failed, from } = status;
  const toList = (state: string, count: number) =>
    count ? (
      <Link to={"/messages" as "/"} search={{ state }}>
        {formatCount(count)}
      </Link>
    ) : (
      "0"
    );
  return (
    <div className="mail-servers">
      <section className="panel mail-server">
        <h2>
          <SendOutlined /> {t("messages.out")} <How server={out} />
        </h2>
        {out.isSetUp ? (
          <dl className="message-facts">
            <dt>{t("messages.from")}</dt>
            <dd>{from}</dd>
            <Times server={out} last={t("messages.lastSent")} />
            <dt>{t("messages.waiting")}</dt>
            <dd>{toList("queued,sending", waiting)}</dd>
            <dt>{t("messages.failed")}</dt>
            <dd>{toList("failed", failed)}</dd>
          </dl>
        ) : (
          <p className="quiet">{t("messages.outHow")}</p>
        )}
      </section>
      <section className="panel mail-server">
        <h2>
          <InboxOutlined /> {t("messages.in")} <How server={status.in} />
        </h2>
        {status.in.isSetUp ? (
          <dl className="message-facts">
            <Times server={status.in} last={t("messages.lastReceived")} />
          </dl>
        ) : (
          <p className="quiet">{t("messages.inHow")}</p>
        )}
      </section>
      <section className="panel mail-server">
        <h2>
          <CommentOutlined /> {t("messages.texts")}{" "}
          {texts === "tencent" ? (
            <Tag tone="good">{t("messages.tencent")}</Tag>
          ) : (
            <Tag tone="warn">{t("messages.standInShort")}</Tag>
          )}
        </h2>
        {texts === "stand_in" && <p className="quiet">{t("messages.textsHow")}</p>}
      </section>
    </div>
  );
}

type Server = MailStatus["out"];

function How({ server }: { server: Server }) {
  const { t } = useText();
  if (!server.isSetUp) return <Tag tone="warn">{t("messages.off")}</Tag>;
  if (server.problem) return <Tag tone="bad">{t("messages.problem")}</Tag>;
  return server.triedAt ? <Tag tone="good">{t("messages.fine")}</Tag> : <Tag>{t("messages.untried")}</Tag>;
}

function Times({ server, last }: { server: Server; last: string }) {
  const { t } = useText();
  return (
    <>
      {server.problem && (
        <>
          <dt>{t("messages.problem")}</dt>
          <dd className="mail-problem">{t(`messages.${server.problem}`)}</dd>
          <dt>{t("messages.since")}</dt>
          <dd>
            <When at={server.problemAt} />
          </dd>
        </>
      )}
      <dt>{t("messages.triedAt")}</dt>
      <dd>
        <When at={server.triedAt} />
      </dd>
      <dt>{last}</dt>
      <dd>
        <When at={server.wentAt} />
      </dd>
    </>
  );
}
