import { FileSearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { api, ask } from "../api.ts";
import { useDepartments, useStaff } from "../compliance/data.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { Ask } from "./Ask.tsx";

/** What inspections found, who corrects it by when, and whether that was verified. */
export function Inspections({ open }: { open: boolean }) {
  const { t, language } = useText();
  const { may } = useMe();
  const departments = useDepartments();
  const staff = useStaff();
  const pages = useInfiniteQuery({
    queryKey: ["supervision", "inspections", open],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET("/api/v1/inspections", {
          params: { query: { limit: 30, state: open ? "open" : "all", ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const department = (id: string) => {
    const found = departments.find((one) => one.id === id);
    return (language === "en" && found?.nameEn) || found?.name || "—";
  };
  return (
    <>
      <ProblemNote problem={pages.error} />
      {pages.isPending && <Waiting />}
      {pages.data && rows.length === 0 && (
        <Empty
          icon={<FileSearchOutlined />}
          title={t("supervision.inspectionsNone")}
          lead={t("supervision.inspectionsNoneLead")}
        />
      )}
      {rows.length > 0 && (
        <ul className="panel">
          {rows.map((row) => (
            <li key={row.id} className="finding">
              <div className="finding-side">
                <strong>{department(row.departmentId)}</strong>
                <Tag tone={row.verifiedAt ? "good" : "warn"}>
                  {t(row.verifiedAt ? "supervision.verified" : "supervision.awaiting")}
                </Tag>
              </div>
              <div className="finding-text">
                <p>{row.findings}</p>
                {row.verification && (
                  <p className="quiet">
                    {t("supervision.verifiedBy", { name: row.verifiedByName ?? "", text: row.verification })}
                  </p>
                )}
                <p className="quiet small">
                  {t("supervision.recorded", { name: row.recordedByName })} · <When at={row.recordedAt} />
                </p>
              </div>
              <dl className="finding-facts">
                <dt>{t("supervision.owner")}</dt>
                <dd>{staff.find((one) => one.id === row.ownerId)?.name ?? "—"}</dd>
                <dt>{t("supervision.correctBy")}</dt>
                <dd>
                  <When at={row.correctBy} />
                </dd>
              </dl>
              {!row.verifiedAt && may("supervision.inspect") && (
                <Ask<{ verification: string }>
                  label={t("supervision.verify")}
                  save={(body) =>
                    ask(api.POST("/api/v1/inspections/{id}/verification", { params: { path: { id: row.id } }, body }))
                  }
                >
                  <Form.Item
                    name="verification"
                    label={t("supervision.verification")}
                    rules={[{ required: true, whitespace: true, min: 2, message: t("supervision.needed") }]}
                  >
                    <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
                  </Form.Item>
                </Ask>
              )}
            </li>
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
