import { Checkbox } from "antd";
import { DueBar } from "../../parts/DueBar.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useSayWhen, When } from "../../parts/When.tsx";
import { useRoleNames } from "../../staff/people.tsx";
import { useText } from "../../texts/index.ts";
import { type Level, levelTones, type Row } from "./data.ts";

type Props = {
  readonly rows: readonly Row[];
  readonly open: string | undefined;
  readonly onOpen: (row: Row) => void;
  readonly ticked?: ReadonlySet<string>;
  readonly onTick?: (ids: ReadonlySet<string>) => void;
};

/** Callbacks in order: who, why, and how much time is left, or how satisfied they were. */
export function Queue({ rows, open, onOpen, ticked, onTick }: Props) {
  const { t } = useText();
  const all = rows.every((row) => ticked?.has(row.callback.id!));
  const toggle = (id: string) =>
    onTick!(ticked!.has(id) ? new Set([...ticked!].filter((one) => one !== id)) : new Set([...ticked!, id]));
  return (
    <>
      {onTick && (
        <label className="call-all small quiet">
          <Checkbox
            checked={all}
            indeterminate={!all && ticked!.size > 0}
            onChange={() => onTick(new Set(all ? [] : rows.map((row) => row.callback.id!)))}
          />
          {ticked!.size > 0 ? t("callbacks.chosen", { count: ticked!.size }) : t("callbacks.chooseAll")}
        </label>
      )}
      <ul className="call-rows">
        {rows.map((row) => (
          <Item
            key={row.callback.id}
            row={row}
            here={row.callback.id === open}
            onOpen={() => onOpen(row)}
            {...(onTick && { ticked: ticked!.has(row.callback.id!), onTick: () => toggle(row.callback.id!) })}
          />
        ))}
      </ul>
    </>
  );
}

type ItemProps = { row: Row; here: boolean; onOpen: () => void; ticked?: boolean; onTick?: () => void };

function Item({ row: { callback, customerName }, here, onOpen, ticked, onTick }: ItemProps) {
  const { t } = useText();
  const sayWhen = useSayWhen();
  const { nameOf } = useRoleNames();
  const reasonOf = useChoices("callback", "reason");
  const stateOf = useChoices("callback", "state");
  const severityOf = useChoices("callback", "severity");
  const due = callback.state === "due";
  return (
    <li className={here ? "call-row call-row-here" : "call-row"} data-call={callback.id}>
      {onTick && <Checkbox checked={ticked === true} onChange={onTick} aria-label={customerName ?? ""} />}
      <button type="button" className="call-open" onClick={onOpen} aria-current={here}>
        <span className="spread">
          <strong className="call-name">{customerName ?? t("callbacks.customerHidden")}</strong>
          {due ? (
            <DueBar openedAt={callback.openedAt!} dueAt={callback.dueAt!} />
          ) : (
            <span className="quiet small">
              <When at={callback.calledAt} />
            </span>
          )}
        </span>
        <span className="row call-tags">
          <Tag tone={callback.severity === "severe" ? "bad" : "plain"}>
            {callback.severity
              ? t("callbacks.ofComplaint", { severity: severityOf(callback.severity) })
              : reasonOf(callback.reason)}
          </Tag>
          {!due && callback.state !== "done" && <Tag tone="warn">{stateOf(callback.state)}</Tag>}
          {callback.satisfaction != null && (
            <Tag tone={levelTones[callback.satisfaction as Level]}>
              {t(`callbacks.level${callback.satisfaction as Level}`)}
            </Tag>
          )}
          {due && (callback.attempts ?? 0) > 0 && (
            <Tag tone="warn">{t("callbacks.tried", { count: callback.attempts! })}</Tag>
          )}
          {due && callback.tryAt && (
            <span className="quiet small">{t("callbacks.tryAgain", { when: sayWhen(callback.tryAt) })}</span>
          )}
          {due && callback.linkSentAt && <Tag>{t("callbacks.linkSent")}</Tag>}
          <span className="quiet small">
            {due
              ? (callback.assigneeName ??
                (callback.role ? t("callbacks.waitsRole", { role: nameOf(callback.role) }) : t("callbacks.nobody")))
              : callback.calledByName}
          </span>
        </span>
      </button>
    </li>
  );
}
