import { PlusOutlined, TeamOutlined, UploadOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { api, ask, type Schema } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { Empty } from "../parts/Empty.tsx";
import { GradeTag } from "../parts/GradeTag.tsx";
import { List } from "../parts/list/List.tsx";
import { AssignOwner } from "./AssignOwner.tsx";
import { ExportMenu } from "../runs/ExportMenu.tsx";
import { CustomerPeek } from "./page/CustomerPeek.tsx";
import { useText } from "../texts/index.ts";

export type Customer = Schema<"Customer">;

/** All customers that this person may see. */
export function CustomerList() {
  const { t } = useText();
  const { may } = useMe();
  const add = may("customers.create") && (
    <Link to="/customers/new">
      <Button type="primary" icon={<PlusOutlined />}>
        {t("customers.new")}
      </Button>
    </Link>
  );
  return (
    <List<Customer>
      noun="customer"
      savedAs="customers"
      title={t("customers.title")}
      id={(row) => row.customerId!}
      name={(row) => row.name ?? ""}
      load={(query, signal) => ask(api.GET("/api/v1/customers", { params: { query }, signal }))}
      count={({ sort: _, ...query }) => ask(api.GET("/api/v1/customers/count", { params: { query } }))}
      sort="-createdAt"
      href={(row) => `/customers/${row.customerId}`}
      drawer={(id, row) => ({ title: row?.name ?? "", body: <CustomerPeek id={id} /> })}
      searchHint={t("customers.searchHint")}
      cells={{ grade: (row) => (row.grade ? <GradeTag grade={row.grade} /> : <span className="quiet">—</span>) }}
      views={[
        { key: "gold", name: { zh: "金牌客户", en: "Gold" }, query: { grade: "gold" } },
        { key: "enterprise", name: { zh: "企业客户", en: "Enterprises" }, query: { class: "enterprise" } },
        { key: "ungraded", name: { zh: "未评级", en: "Not graded" }, query: { grade: "none" } },
      ]}
      actions={
        <>
          {may("customers.export") && <ExportMenu kind="customers.export" />}
          {may("customers.import") && (
            <Link to="/imports">
              <Button icon={<UploadOutlined />}>{t("customers.import")}</Button>
            </Link>
          )}
          {add}
        </>
      }
      {...(may("customers.assign") && { bulk: (ids, clear) => <AssignOwner ids={ids} onDone={clear} /> })}
      empty={
        <Empty icon={<TeamOutlined />} title={t("customers.none")} lead={t("customers.noneLead")}>
          {add}
        </Empty>
      }
    />
  );
}
