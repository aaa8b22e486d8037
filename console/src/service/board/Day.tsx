import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { api, ask, queries, type Schema } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { companyTime } from "../../parts/clock.ts";
import { DueBar } from "../../parts/DueBar.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { SmallTable } from "../../parts/SmallTable.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { DeskTabs } from "../DeskTabs.tsx";
import { CustomerWords, KindTag, Pressing, StateTag, TimeLeft } from "../tickets/cells.tsx";
import type { TicketRow } from "../tickets/data.ts";
import "./board.css";

/** One's own day: the tickets in the order in which they run out, callbacks, and who called. */
export function Day() {
  const { t, language } = useText();
  const { me, may } = useMe();
  const now = useNow();
  useLive("tickets", () => void queries.invalidateQueries({ queryKey: ["ticket", "day"] }));
  const today = companyTime(now).format("YYYY-MM-DD");
  return (
    <div className="page day">
      <DeskTabs />
      <PageHead
        title={t("board.day", { name: me?.name ?? "" })}
        remark={companyTime(now).format(language === "zh" ? "M月D日 dddd" : "dddd, D MMM")}
      />
      <MyTickets />
      <div className="day-columns">
        {may("service.callbacks.make") && <Callbacks />}
        {may("service.contacts.read") && <Contacts today={today} />}
      </div>
    </div>
  );
}

function Part({ title, all, children }: { title: string; all?: ReactNode; children: ReactNode }) {
  return (
    <section className="day-part">
      <div className="spread">
        <h2>{title}</h2>
        {all}
      </div>
      {children}
    </section>
  );
}

function MyTickets() {
  const { t } = useText();
  const { data, error } = useQuery({
    queryKey: ["ticket", "day"],
    queryFn: () => ask(api.GET("/api/v1/tickets", { params: { query: { queue: "mine", sort: "dueAt", limit: 50 } } })),
    refetchInterval: 60_000,
  });
  const items = data?.items ?? [];
  return (
    <Part title={t("board.myTickets")} all={<Link to={"/tickets" as "/"}>{t("board.asList")}</Link>}>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting />}
      {data && !items.length && (
        <Empty title={t("board.nothingMine")} lead={t("board.nothingMineLead")}>
          <Link to={"/tickets" as "/"} search={{ queue: "unassigned" } as never}>
            <Button type="primary">{t("board.seeUnassigned")}</Button>
          </Link>
        </Empty>
      )}
      {items.length > 0 && (
        <SmallTable<TicketRow>
          label={t("board.myTickets")}
          rows={items}
          id={(one) => one.id!}
          href={(one) => ({ to: `/tickets/${one.id}` })}
          columns={[
            {
              key: "subject",
              title: t("tickets.subject"),
              cell: (one) => (
                <span className="ticket-subject">
                  <Pressing row={one} />
                  <span className="ticket-words">{one.subject}</span>
                </span>
              ),
            },
            { key: "due", title: t("board.timeLeft"), cell: (one) => <TimeLeft row={one} /> },
            { key: "customer", title: t("tickets.customer"), cell: (one) => <CustomerWords row={one} /> },
            { key: "kind", title: t("tickets.kind"), cell: (one) => <KindTag kind={one.kind} /> },
            { key: "state", title: t("tickets.state"), cell: (one) => <StateTag state={one.state} /> },
          ]}
        />
      )}
    </Part>
  );
}

function Contacts({ today }: { today: string }) {
  const { t } = useText();
  const { me } = useMe();
  const channelOf = useChoices("serviceContact", "channel");
  const stateOf = useChoices("serviceContact", "state");
  const { data, error } = useQuery({
    queryKey: ["contacts", "day", today],
    queryFn: () =>
      ask(
        api.GET("/api/v1/contacts", {
          params: { query: { staffId: me!.id!, at: `${companyTime(today).toISOString()}..`, limit: 20 } as never },
        }),
      ),
    enabled: Boolean(me?.id),
    refetchInterval: 60_000,
  });
  return (
    <Part title={t("board.contacts")} all={<Link to={"/desk" as "/"}>{t("board.asList")}</Link>}>
      <ProblemNote problem={error} />
      {data && !data.items.length && <p className="panel side-none">{t("board.contactsNone")}</p>}
      <ul className={data?.items.length ? "panel side-list" : undefined}>
        {(data?.items ?? []).map((one: Schema<"ServiceContact">) => (
          <li key={one.id} className="spread">
            <span className="glance-words">
              <span className="quiet">{channelOf(one.channel)}</span> {one.customerName ?? t("tickets.nobodyKnown")}{" "}
              {one.subject && <span className="quiet">{one.subject}</span>}
            </span>
            <span className="quiet small nowrap">
              {stateOf(one.state)} · <When at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Callbacks() {
  const { t } = useText();
  const reasonOf = useChoices("callback", "reason");
  const { data, error } = useQuery({
    queryKey: ["callbacks", "day"],
    queryFn: () => ask(api.GET("/api/v1/callbacks", { params: { query: { only: "mine", sort: "dueAt", limit: 10 } } })),
    refetchInterval: 60_000,
  });
  return (
    <Part title={t("board.callbacks")} all={<Link to={"/callbacks" as "/"}>{t("board.asList")}</Link>}>
      <ProblemNote problem={error} />
      {data && !data.items.length && <p className="panel side-none">{t("board.callbacksNone")}</p>}
      {Boolean(data?.items.length) && (
        <ul className="panel side-list">
          {data!.items.map(({ callback, customerName }) => (
            <li key={callback.id} className="spread">
              <span className="glance-words">
                <Link to={`/callbacks/${callback.id}` as "/"}>{customerName ?? t("tickets.customerHidden")}</Link>{" "}
                <span className="quiet">{reasonOf(callback.reason)}</span>
              </span>
              {callback.openedAt && callback.dueAt && <DueBar openedAt={callback.openedAt} dueAt={callback.dueAt} />}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
