import { AimOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { api, ask, type Schema } from "../api.ts";
import { percent, useDepartments, useStaff } from "../compliance/data.ts";
import { useMe } from "../frame/me.ts";
import { companyTime } from "../parts/clock.ts";
import { Empty } from "../parts/Empty.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useControls } from "../policies/data.ts";
import { useText } from "../texts/index.ts";
import { Ask } from "./Ask.tsx";

type Shortfall = Schema<"Shortfall">;

/** Missed targets, the plans to mend them, and the verdicts. */
export function Shortfalls({ open }: { open: boolean }) {
  const { t } = useText();
  const pages = useInfiniteQuery({
    queryKey: ["supervision", "shortfalls", open],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/shortfalls", {
          params: { query: { limit: 30, state: open ? "open" : "all", ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<AimOutlined />}
          title={t("supervision.shortfallsNone")}
          lead={t("supervision.shortfallsNoneLead")}
        />
      )}
      {rows.length > 0 && (
        <ul className="panel">
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
          {t("parts.more")}
        </Button>
      )}
    </>
  );
}

function Row({ row }: { row: Shortfall }) {
  const { t, pick, language } = useText();
  const controls = useControls();
  const departments = useDepartments();
  const staff = useStaff();
  const department = departments.find((one) => one.id === row.departmentId);
  const state = row.judgedAt ? (row.reached ? "reached" : "notReached") : row.recordedAt ? "planned" : "noPlan";
  const tone = { reached: "good", notReached: "bad", planned: "accent", noPlan: "warn" } as const;
  return (
    <li className="finding">
      <div className="finding-side">
        <strong>
          {department ? (language === "en" && department.nameEn) || department.name : t("supervision.wholeCompany")}
        </strong>
        <Tag tone={tone[state]}>{t(`supervision.${state}`)}</Tag>
      </div>
      <div className="finding-text">
        <p>
          <span className="quiet">{row.clause}</span> {pick(controls?.get(row.control)?.label)} ·{" "}
          {companyTime(row.periodFrom).format("YYYY-MM")}
        </p>
        <p>
          {t("supervision.figure", {
            share: percent(row.denominator ? row.numerator / row.denominator : null),
            target: percent(Number(row.target)),
          })}{" "}
          <span className="quiet">
            ({row.numerator} / {row.denominator})
          </span>
        </p>
        {row.measures && <p>{row.measures}</p>}
        {row.verdict && <p className="quiet">{`${row.judgedByName ?? ""}：${row.verdict}`}</p>}
      </div>
      <dl className="finding-facts">
        <dt>{t("supervision.owner")}</dt>
        <dd>{staff.find((one) => one.id === row.ownerId)?.name ?? "—"}</dd>
        <dt>{t("supervision.finishOn")}</dt>
        <dd>
          <When at={row.finishOn ?? row.finishBy} />
        </dd>
      </dl>
      <Steps row={row} />
    </li>
  );
}

function Steps({ row }: { row: Shortfall }) {
  const { t } = useText();
  const { may } = useMe();
  const staff = useStaff();
  const params = { path: { id: row.id } };
  const needed = [{ required: true, message: t("supervision.needed") }];
  if (!row.recordedAt && may("supervision.plan"))
    return (
      <Ask<{ measures: string; ownerId: string; finishOn: Dayjs }>
        label={t("supervision.plan")}
        save={({ finishOn, ...body }) =>
          ask(
            api.POST("/api/v1/shortfalls/{id}/plan", {
              params,
              body: { ...body, finishOn: finishOn.format("YYYY-MM-DD") },
            }),
          )
        }
      >
        <Form.Item name="measures" label={t("supervision.measures")} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={5000} />
        </Form.Item>
        <Form.Item name="ownerId" label={t("supervision.owner")} rules={needed}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={staff.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <Form.Item
          name="finishOn"
          label={t("supervision.finishOn")}
          rules={needed}
          extra={row.finishBy && t("supervision.planBy", { day: companyTime(row.finishBy).format("YYYY-MM-DD") })}
        >
          <DatePicker />
        </Form.Item>
      </Ask>
    );
  if (row.recordedAt && !row.judgedAt && may("supervision.judge"))
    return (
      <Ask<{ reached: boolean; verdict: string }>
        label={t("supervision.judge")}
        save={(body) => ask(api.POST("/api/v1/shortfalls/{id}/verdict", { params, body }))}
      >
        <Form.Item name="reached" label={t("supervision.judge")} rules={needed}>
          <Radio.Group
            options={[
              { value: true, label: t("supervision.reached") },
              { value: false, label: t("supervision.notReached") },
            ]}
          />
        </Form.Item>
        <Form.Item name="verdict" label={t("supervision.verdict")} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
        </Form.Item>
      </Ask>
    );
  return null;
}
