import { InboxOutlined, PhoneOutlined, PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { Empty } from "../../parts/Empty.tsx";
import { List } from "../../parts/list/List.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { Channel, State, useSaySeconds, Who } from "./cells.tsx";
import { ContactPanel } from "./ContactPanel.tsx";
import "./contacts.css";
import { type Contact, contactChanged } from "./data.ts";
import { HandOver } from "./HandOver.tsx";

/** What came in over all channels, whoever handles it. */
export function ContactList() {
  const { t } = useText();
  const { may } = useMe();
  const saySeconds = useSaySeconds();
  useLive("contacts", ({ id }) => void contactChanged(typeof id === "string" ? { id } : undefined));
  const records = may("service.contacts.record");
  const add = records && (
    <Link to={"/contacts/new" as "/"}>
      <Button type="primary" icon={<PlusOutlined />}>
        {t("contacts.add")}
      </Button>
    </Link>
  );
  return (
    <div className="desk-frame">
      <DeskTabs />
      <List<Contact>
        noun="serviceContact"
        savedAs="service.contacts"
        title={t("contacts.title")}
        id={(row) => row.id!}
        name={(row) => row.customerName ?? t("contacts.nobodyYet")}
        load={async (query, signal) => {
          const { items, next } = await ask(api.GET("/api/v1/contacts", { params: { query }, signal }));
          // Where nobody wrote a subject, the first words say what it is about.
          return {
            items: items.map((one) => ({ ...one, subject: one.subject ?? one.content?.slice(0, 60) ?? null })),
            next,
          };
        }}
        count={({ sort: _, ...query }) => ask(api.GET("/api/v1/contacts/count", { params: { query } }))}
        sort="-at"
        drawer={(id, row) => ({
          title: row ? <Channel contact={row} /> : t("contacts.title"),
          body: <ContactPanel key={id} id={id} />,
        })}
        searchHint={t("contacts.search")}
        cells={{
          customerName: (row) => <Who contact={row} />,
          channel: (row) => <Channel contact={row} />,
          state: (row) => <State contact={row} />,
          seconds: (row) => (row.seconds == null ? <span className="quiet">—</span> : saySeconds(row.seconds)),
        }}
        views={[
          {
            key: "mine",
            name: { zh: "我的待处理", en: "Mine to handle" },
            query: { mine: "true", state: "ringing,open,missed" },
          },
          { key: "open", name: { zh: "全部待处理", en: "All to handle" }, query: { state: "ringing,open" } },
          { key: "missed", name: { zh: "未接来电", en: "Missed calls" }, query: { state: "missed" } },
          { key: "unknown", name: { zh: "未识别客户", en: "Customer unknown" }, query: { identified: "false" } },
        ]}
        actions={
          <>
            {may("service.hotline", "service.settings") && (
              <Link to={"/hotline" as "/"}>
                <Button icon={<PhoneOutlined />}>{t("hotline.title")}</Button>
              </Link>
            )}
            {add}
          </>
        }
        {...(records && { bulk: (ids, clear) => <HandOver ids={ids} onDone={clear} /> })}
        empty={
          <Empty icon={<InboxOutlined />} title={t("contacts.none")} lead={t("contacts.noneLead")}>
            {add}
          </Empty>
        }
      />
    </div>
  );
}
