import { PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Tooltip } from "antd";
import { useRef } from "react";
import { send } from "../../../api.ts";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { When } from "../../../parts/When.tsx";
import { useText } from "../../../texts/index.ts";
import { type Ticket, ticketChanged, useAttachments, useWorks } from "../data.ts";

/** Papers and pictures of a ticket: those that came with mails, and what was handed over. */
export function Attachments({ ticket }: { ticket: Ticket }) {
  const { t } = useText();
  const { message } = App.useApp();
  const works = useWorks(ticket);
  const id = ticket.id!;
  const files = useAttachments(id);
  const input = useRef<HTMLInputElement>(null);
  const forCustomer = useRef(false);
  const choose = (given: boolean) => {
    forCustomer.current = given;
    input.current?.click();
  };
  const add = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen) {
        const form = new FormData();
        if (forCustomer.current) form.append("forCustomer", "true");
        form.append("file", file);
        await send("POST", `/api/v1/tickets/${id}/attachments`, form);
      }
    },
    onSuccess: () => void message.success(t("tickets.attached")),
    onSettled: () => void ticketChanged(id),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("tickets.attachments")}</h2>
        {works && (
          <span className="row">
            <Button
              size="small"
              type="link"
              icon={<UploadOutlined />}
              loading={add.isPending}
              onClick={() => choose(false)}
            >
              {t("tickets.attach")}
            </Button>
            <Tooltip title={t("tickets.attachGivenHint")}>
              <Button size="small" type="link" disabled={add.isPending} onClick={() => choose(true)}>
                {t("tickets.attachGiven")}
              </Button>
            </Tooltip>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              aria-label={t("tickets.attach")}
              onChange={(event) => {
                const chosen = [...(event.target.files ?? [])];
                event.target.value = "";
                if (chosen.length) add.mutate(chosen);
              }}
            />
          </span>
        )}
      </div>
      <ProblemNote problem={add.error} />
      {!files.length && <p className="side-none">{t("tickets.attachmentsNone")}</p>}
      <ul className="side-list">
        {files.map((one) => (
          <li key={one.id}>
            <FileLink ticketId={id} file={one} />
            <div className="quiet small">
              <When at={one.createdAt} />
              {one.givenBy &&
                ` · ${t(one.givenBy === "customer" ? "tickets.fileByCustomer" : "tickets.fileToCustomer")}`}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

type File_ = ReturnType<typeof useAttachments>[number];

/** A file by its name; a picture opens beside, the rest is kept. */
export function FileLink({ ticketId, file }: { ticketId: string; file: File_ }) {
  return (
    <span className="file-link">
      <PaperClipOutlined aria-hidden />{" "}
      <a href={`/api/v1/tickets/${ticketId}/attachments/${file.id}/file`} target="_blank" rel="noreferrer">
        {file.name}
      </a>{" "}
      <span className="quiet small">{sizeOf(Number(file.size))}</span>
    </span>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
