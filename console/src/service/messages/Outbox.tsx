import { SendOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { api, ask } from "../../api.ts";
import { Empty } from "../../parts/Empty.tsx";
import { List } from "../../parts/list/List.tsx";
import { useSayWhen } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { BulkActions } from "./BulkActions.tsx";
import { About, State, Who } from "./cells.tsx";
import { type Message, useMailStatus } from "./data.ts";
import "./messages.css";
import { MessagePanel } from "./MessagePanel.tsx";
import { Screens } from "./Screens.tsx";

/** Everything that the product writes to customers: gone, waiting, or with a problem. */
export function Outbox() {
  const { t } = useText();
  return (
    <div className="messages-frame">
      <DeskTabs />
      <Notices />
      <List<Message>
        noun="message"
        savedAs="service.messages"
        title={t("messages.title")}
        id={(row) => row.id!}
        name={(row) => row.customerName ?? t("messages.unknown")}
        load={(query, signal) => ask(api.GET("/api/v1/messages", { params: { query }, signal }))}
        count={({ sort: _, ...query }) => ask(api.GET("/api/v1/messages/count", { params: { query } }))}
        sort="-createdAt"
        columns={["template", "customerName", "address", "state", "problem", "createdAt"]}
        drawer={(id, row) => ({
          title: row ? <About message={row} /> : t("messages.title"),
          body: <MessagePanel key={id} id={id} />,
        })}
        searchHint={t("messages.search")}
        cells={{
          template: (row) => <About message={row} />,
          customerName: (row) => <Who message={row} />,
          state: (row) => <State message={row} />,
        }}
        views={[
          { key: "waiting", name: { zh: "待发送", en: "Waiting" }, query: { state: "queued,sending" } },
          { key: "failed", name: { zh: "发送失败", en: "Failed" }, query: { state: "failed" } },
          { key: "texts", name: { zh: "短信", en: "Text messages" }, query: { way: "sms" } },
        ]}
        actions={<Screens here="/messages" />}
        bulk={(ids, clear) => <BulkActions ids={ids} onDone={clear} />}
        empty={
          <Empty icon={<SendOutlined />} title={t("messages.none")} lead={t("messages.noneLead")}>
            <Link to={"/messages/templates" as "/"}>
              <Button>{t("messages.seeTemplates")}</Button>
            </Link>
          </Empty>
        }
      />
    </div>
  );
}

/** What keeps messages from going. */
function Notices() {
  const { t } = useText();
  const say = useSayWhen();
  const { data: status } = useMailStatus();
  if (!status) return null;
  const { out, texts } = status;
  const more = (
    <Link to={"/messages/mail" as "/"}>
      <Button size="small">{t("messages.seeMail")}</Button>
    </Link>
  );
  const mail = !out.isSetUp
    ? t("messages.notSetUp")
    : out.problem && out.problemAt
      ? t("messages.outAway", { since: say(out.problemAt) })
      : undefined;
  if (!mail && texts !== "stand_in") return null;
  return (
    <div className="messages-notices">
      {mail && <Alert type={out.isSetUp ? "error" : "warning"} showIcon title={mail} action={more} />}
      {texts === "stand_in" && <Alert type="info" showIcon title={t("messages.standIn")} />}
    </div>
  );
}
