import { CheckOutlined, FileAddOutlined, FileTextOutlined, SwapOutlined, ToolOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button, Tooltip } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { useText } from "../../texts/index.ts";
import { CloseChat } from "./CloseChat.tsx";
import { type Chat, isKnown, type Message } from "./data.ts";
import { HandOver } from "./HandOver.tsx";
import { MakeTicket } from "./MakeTicket.tsx";

type Open = "hand" | "close" | "ticket" | undefined;

/** What may be done with a chat: hand it over, make a ticket or a work order of it, end it. */
export function Actions({ chat, mine, messages }: { chat: Chat; mine: boolean; messages: readonly Message[] }) {
  const { t } = useText();
  const { may } = useMe();
  const [open, setOpen] = useState<Open>();
  const shut = () => setOpen(undefined);
  const ours = mine || chat.state === "closed";
  return (
    <div className="chat-actions">
      {chat.ticketId ? (
        <Tooltip title={t("chat.toTicket")}>
          <Link to={`/tickets/${chat.ticketId}` as "/"} aria-label={t("chat.toTicket")}>
            <Button icon={<FileTextOutlined />}>
              <span className="chat-wide">{t("chat.toTicket")}</span>
            </Button>
          </Link>
        </Tooltip>
      ) : (
        ours &&
        may("service.tickets.create") && (
          <Button icon={<FileAddOutlined />} aria-label={t("chat.ticket")} onClick={() => setOpen("ticket")}>
            <span className="chat-wide">{t("chat.ticket")}</span>
          </Button>
        )
      )}
      {ours && isKnown(chat) && may("service.orders.dispatch") && (
        <Link
          to={"/work-orders" as "/"}
          search={
            { add: "1", ...(chat.ticketId ? { ticket: chat.ticketId } : { customer: chat.customerId! }) } as never
          }
          aria-label={t("chat.workOrder")}
        >
          <Button icon={<ToolOutlined />}>
            <span className="chat-wide">{t("chat.workOrder")}</span>
          </Button>
        </Link>
      )}
      {mine && (
        <>
          <Button icon={<SwapOutlined />} aria-label={t("chat.handOver")} onClick={() => setOpen("hand")}>
            <span className="chat-wide">{t("chat.handOver")}</span>
          </Button>
          <Button icon={<CheckOutlined />} aria-label={t("chat.close")} onClick={() => setOpen("close")}>
            <span className="chat-wide">{t("chat.close")}</span>
          </Button>
        </>
      )}
      {open === "hand" && <HandOver chat={chat} onClose={shut} />}
      {open === "close" && <CloseChat chat={chat} onClose={shut} />}
      {open === "ticket" && <MakeTicket chat={chat} messages={messages} onClose={shut} />}
    </div>
  );
}
