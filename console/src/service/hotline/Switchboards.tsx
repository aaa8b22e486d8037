import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { useNow, When } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";
import { hotlineChanged, type Secret, type Switchboard } from "./data.ts";
import { HowTo } from "./HowTo.tsx";
import { ShowSecret } from "./ShowSecret.tsx";

/** Which switchboards may tell us of calls; each with a secret of its own, shown once. */
export function Switchboards() {
  const { t } = useText();
  const { modal, message } = App.useApp();
  const now = useNow();
  const [adding, setAdding] = useState(false);
  const [name, setName] = useState("");
  const [secret, setSecret] = useState<Secret>();
  const boards = useQuery({
    queryKey: ["hotline", "switchboards"],
    queryFn: () => ask(api.GET("/api/v1/hotline/switchboards")),
  }).data?.items;
  const add = useMutation({
    mutationFn: () => ask(api.POST("/api/v1/hotline/switchboards", { body: { name: name.trim() } })),
    onSuccess: (made) => {
      setAdding(false);
      setName("");
      setSecret(made);
      void hotlineChanged();
    },
  });
  const off = (board: Switchboard) =>
    modal.confirm({
      title: t("hotline.disableAsk", { name: board.name }),
      content: t("hotline.disableLead"),
      okText: t("hotline.disable"),
      okButtonProps: { danger: true },
      onOk: () =>
        ask(api.POST("/api/v1/hotline/switchboards/{id}/disablement", { params: { path: { id: board.id } } }))
          .then(hotlineChanged)
          .catch((problem: Error) => void message.error(problem.message)),
    });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("hotline.boards")}</h2>
        <Button size="small" onClick={() => setAdding(true)}>
          {t("hotline.boardAdd")}
        </Button>
      </div>
      <p className="panel-body quiet">{boards?.length === 0 ? t("hotline.boardsNone") : t("hotline.boardsLead")}</p>
      <ul>
        {boards?.map((board) => (
          <li key={board.id} className="hotline-line">
            <span>
              <strong>{board.name}</strong>{" "}
              <Tag tone={board.active ? "good" : "plain"}>
                {t(board.active ? "hotline.boardOn" : "hotline.boardOff")}
              </Tag>
              <br />
              <span className="quiet small">
                {t("hotline.boardId")} <code>{board.id}</code> · {t("hotline.boardHeard")}{" "}
                {board.lastEventAt ? <When at={board.lastEventAt} /> : t("hotline.boardNever")}
                {board.formerUntil && Date.parse(board.formerUntil) > now && (
                  <>
                    {" · "}
                    {t("hotline.formerUntil")} <When at={board.formerUntil} />
                  </>
                )}
              </span>
            </span>
            {board.active && (
              <span className="row">
                <Rotate board={board} onSecret={setSecret} />
                <Button size="small" type="text" danger onClick={() => off(board)}>
                  {t("hotline.disable")}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <HowTo board={boards?.find((one) => one.active)} />
      <Modal
        open={adding}
        onCancel={() => setAdding(false)}
        title={t("hotline.boardAdd")}
        okText={t("hotline.boardAdd")}
        okButtonProps={{ disabled: !name.trim() }}
        onOk={() => add.mutate()}
        confirmLoading={add.isPending}
        width={420}
      >
        <div className="stack">
          <Input
            autoFocus
            value={name}
            maxLength={60}
            placeholder={t("hotline.boardName")}
            aria-label={t("hotline.boardName")}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => name.trim() && add.mutate()}
          />
          <ProblemNote problem={add.error} fields />
        </div>
      </Modal>
      <ShowSecret secret={secret} onClose={() => setSecret(undefined)} />
    </section>
  );
}

function Rotate({ board, onSecret }: { board: Switchboard; onSecret: (secret: Secret) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [atOnce, setAtOnce] = useState(false);
  const rotate = useMutation({
    mutationFn: () =>
      ask(
        api.POST("/api/v1/hotline/switchboards/{id}/secret", { params: { path: { id: board.id } }, body: { atOnce } }),
      ),
    onSuccess: (made) => {
      setOpen(false);
      setAtOnce(false);
      onSecret(made);
      void hotlineChanged();
    },
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("hotline.rotate")}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t("hotline.rotateAsk", { name: board.name })}
        okText={t("hotline.rotate")}
        onOk={() => rotate.mutate()}
        confirmLoading={rotate.isPending}
        width={460}
      >
        <div className="stack">
          <p>{t("hotline.rotateLead")}</p>
          <Checkbox checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)}>
            {t("hotline.rotateAtOnce")}
          </Checkbox>
          <ProblemNote problem={rotate.error} fields />
        </div>
      </Modal>
    </>
  );
}
