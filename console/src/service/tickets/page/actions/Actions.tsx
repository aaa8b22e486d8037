import {
  CheckOutlined,
  ClockCircleOutlined,
  EllipsisOutlined,
  EnterOutlined,
  LinkOutlined,
  MergeCellsOutlined,
  PauseOutlined,
  PhoneOutlined,
  PlayCircleOutlined,
  RollbackOutlined,
  SplitCellsOutlined,
  SolutionOutlined,
  ThunderboltOutlined,
  UserSwitchOutlined,
} from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Dropdown, type MenuProps } from "antd";
import type { ComponentType } from "react";
import { api, ask } from "../../../../api.ts";
import { useMe } from "../../../../frame/me.ts";
import { useUrlState } from "../../../../parts/url-state.ts";
import { useText } from "../../../../texts/index.ts";
import { isArchived, keepTicket, nobody, type Ticket } from "../../data.ts";
import { TakeButton } from "../TakeButton.tsx";
import { Assign, Specialist } from "./Assign.tsx";
import { Close, FirstContact, GiveBack, Reopen, Wait } from "./Simple.tsx";
import { AgreeTime } from "./AgreeTime.tsx";
import { LinkTo } from "./LinkTo.tsx";
import { Merge } from "./Merge.tsx";
import { Split } from "./Split.tsx";

export type DialogProps = { readonly ticket: Ticket; readonly onClose: () => void };

const dialogs: Readonly<Record<string, ComponentType<DialogProps>>> = {
  assign: Assign,
  specialist: Specialist,
  wait: Wait,
  return: GiveBack,
  contact: FirstContact,
  time: AgreeTime,
  close: Close,
  reopen: Reopen,
  merge: Merge,
  split: Split,
  link: LinkTo,
};

/** What this person may do with this ticket now; the open question stands in the address. */
export function Actions({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { me, may } = useMe();
  const { message } = App.useApp();
  const [url, set] = useUrlState();
  const id = ticket.id!;
  const state = ticket.state ?? "";
  const work = may("service.tickets.work");
  const open = work && !isArchived(ticket);
  const bySteps = ticket.kind === "complaint" || ticket.kind === "suggestion";
  const ask_ = (what: string) => set({ do: what });
  const macros = useQuery({ queryKey: ["macros"], queryFn: () => ask(api.GET("/api/v1/macros")), enabled: open });
  const run = useMutation({
    mutationFn: (macroId: string) =>
      ask(api.POST("/api/v1/tickets/{id}/macros", { params: { path: { id } }, body: { macroId } })),
    onSuccess: (saved) => {
      keepTicket(saved);
      void message.success(t("tickets.macroDone"));
    },
    onError: (problem) => void message.error(problem.message),
  });
  const resume = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/tickets/{id}/resumption", { params: { path: { id } }, body: {} })),
    onSuccess: (saved) => {
      keepTicket(saved);
      void message.success(t("tickets.resumed"));
    },
    onError: (problem) => void message.error(problem.message),
  });
  const lies = Boolean(ticket.assigneeId ?? ticket.departmentId);
  const isMine =
    (ticket.assigneeId != null && ticket.assigneeId === me?.id) ||
    (ticket.departmentId != null && (me?.departments.includes(ticket.departmentId) ?? false));
  const can: Readonly<Record<string, boolean>> = {
    assign: open && may("service.tickets.assign"),
    contact: open && !ticket.firstContactAt,
    wait: open && (state === "new" || state === "working"),
    specialist: open && !bySteps,
    return: open && (isMine || (may("service.tickets.assign") && lies)),
    time: open,
    close: open && !bySteps,
    reopen: work && state === "closed",
    merge: open && ticket.customerId !== nobody,
    split: open,
    link: work,
  };
  const item = (key: string, icon: React.ReactNode, label: string) => can[key] && { key, icon, label };
  const more: MenuProps["items"] = [
    item("specialist", <SolutionOutlined />, t("tickets.specialist")),
    item("return", <EnterOutlined />, t("tickets.return")),
    item("time", <ClockCircleOutlined />, t("tickets.agreeTime")),
    item("merge", <MergeCellsOutlined />, t("tickets.merge")),
    item("split", <SplitCellsOutlined />, t("tickets.split")),
    item("link", <LinkOutlined />, t("tickets.link")),
  ].filter((one) => one !== false && one !== undefined);
  const Opened = url.do && can[url.do] ? dialogs[url.do] : undefined;
  const items = macros.data?.items ?? [];
  return (
    <div className="ticket-actions row no-print">
      <TakeButton ticket={ticket} />
      {state === "waiting" && open && (
        <Button icon={<PlayCircleOutlined />} loading={resume.isPending} onClick={() => resume.mutate()}>
          {t("tickets.resume")}
        </Button>
      )}
      {can.contact && (
        <Button icon={<PhoneOutlined />} onClick={() => ask_("contact")}>
          {t("tickets.firstContact")}
        </Button>
      )}
      {can.wait && (
        <Button icon={<PauseOutlined />} onClick={() => ask_("wait")}>
          {t("tickets.wait")}
        </Button>
      )}
      {can.assign && (
        <Button icon={<UserSwitchOutlined />} onClick={() => ask_("assign")}>
          {t("tickets.assign")}
        </Button>
      )}
      {can.close && (
        <Button icon={<CheckOutlined />} onClick={() => ask_("close")}>
          {t("tickets.close")}
        </Button>
      )}
      {can.reopen && (
        <Button icon={<RollbackOutlined />} onClick={() => ask_("reopen")}>
          {t("tickets.reopen")}
        </Button>
      )}
      {open && items.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: items.map((one) => ({ key: one.id, label: one.name })),
            onClick: ({ key }) => run.mutate(key),
          }}
        >
          <Button icon={<ThunderboltOutlined />} loading={run.isPending}>
            {t("tickets.macro")}
          </Button>
        </Dropdown>
      )}
      {more.length > 0 && (
        <Dropdown trigger={["click"]} placement="bottomRight" menu={{ items: more, onClick: ({ key }) => ask_(key) }}>
          <Button icon={<EllipsisOutlined />} aria-label={t("customers.moreActions")}>
            {t("customers.moreActions")}
          </Button>
        </Dropdown>
      )}
      {Opened && <Opened ticket={ticket} onClose={() => set({ do: undefined })} />}
    </div>
  );
}
