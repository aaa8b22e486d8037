import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Cascader, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useMe } from "../../frame/me.ts";
import { companyTime } from "../../parts/clock.ts";
import { above, useDivisionTree } from "../../parts/divisions.ts";
import { PageHead } from "../../parts/PageHead.tsx";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useNarrow } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { Waiting } from "../../parts/Waiting.tsx";
import { useSkillName } from "../tickets/skills.ts";
import { useText } from "../../texts/index.ts";
import { BoardDay } from "./BoardDay.tsx";
import { BoardGrid } from "./BoardGrid.tsx";
import { type BoardOrder, mondayOf, plusDays, todayIs, useBoard, useInstallers } from "./data.ts";
import { Schedule } from "./Schedule.tsx";

/** Where an order was dropped, or nothing but the order. */
export type Wish = { readonly order: BoardOrder; readonly installerId?: string; readonly date?: string };

/** The week of installers, or one day of it on a phone. */
export function BoardView({ actions }: { actions: ReactNode }) {
  const { t } = useText();
  const skillName = useSkillName();
  const { may } = useMe();
  const narrow = useNarrow();
  const [state, set] = useUrlState();
  const [wish, setWish] = useState<Wish>();
  const divisions = useDivisionTree();
  const installers = useInstallers().data?.items ?? [];
  const date = state.from ?? todayIs();
  const from = narrow ? date : mondayOf(date);
  const days = narrow ? 1 : 7;
  const board = useBoard({
    from,
    days,
    ...(state.area && { area: state.area }),
    ...(state.skill && { skill: state.skill }),
  });
  const skills = [...new Set(installers.flatMap((one) => one.skills))].sort();
  const go = (to: string) => set({ from: to === todayIs() ? undefined : to });
  const last = plusDays(from, days - 1);
  const say = (day: string) => companyTime(day).format("M-D");
  return (
    <div className="page orders-board">
      <PageHead title={t("workOrders.title")}>{actions}</PageHead>
      <div className="row board-tools">
        <Button
          icon={<LeftOutlined />}
          aria-label={t(narrow ? "workOrders.dayBefore" : "workOrders.before")}
          onClick={() => go(plusDays(from, -days))}
        />
        <strong className="board-span number">
          {narrow ? say(from) : t("workOrders.week", { from: say(from), to: say(last) })}
        </strong>
        <Button
          icon={<RightOutlined />}
          aria-label={t(narrow ? "workOrders.dayAfter" : "workOrders.after")}
          onClick={() => go(plusDays(from, days))}
        />
        {state.from && (
          <Button type="text" onClick={() => set({ from: undefined })}>
            {t(narrow ? "parts.today" : "workOrders.thisWeek")}
          </Button>
        )}
        <span className="board-filters row">
          <Cascader
            options={divisions}
            changeOnSelect
            showSearch
            allowClear
            placeholder={t("workOrders.area")}
            aria-label={t("workOrders.area")}
            value={state.area ? above(state.area) : undefined}
            onChange={(path) => set({ area: path?.at(-1) as string | undefined })}
            displayRender={(labels) => labels.at(-1)}
            style={{ width: 140 }}
          />
          {skills.length > 0 && (
            <Select
              allowClear
              placeholder={t("workOrders.skill")}
              aria-label={t("workOrders.skill")}
              value={state.skill}
              onChange={(skill?: string) => set({ skill })}
              options={skills.map((one) => ({ value: one, label: skillName(one) }))}
              style={{ minWidth: 120 }}
            />
          )}
        </span>
      </div>
      <ProblemNote problem={board.error} />
      {board.isPending && <Waiting lines={8} />}
      {board.data &&
        (narrow ? (
          <BoardDay board={board.data} onWish={setWish} />
        ) : (
          <BoardGrid board={board.data} mayMove={may("service.orders.dispatch")} onWish={setWish} />
        ))}
      {wish && (
        <Schedule
          order={wish.order}
          installerId={wish.installerId}
          date={wish.date}
          onClose={() => setWish(undefined)}
        />
      )}
    </div>
  );
}
