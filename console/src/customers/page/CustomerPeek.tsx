import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { useChoices } from "../../parts/nouns.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Tag } from "../../parts/Tag.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import { useText } from "../../texts/index.ts";
import "../customers.css";
import { useCustomer } from "./data.ts";
import { Facts } from "./Facts.tsx";
import { Promises } from "./Promises.tsx";
import { RecordDialog } from "./RecordDialog.tsx";
import { Reach } from "./Reach.tsx";

/** A customer in the drawer of the list. */
export function CustomerPeek({ id }: { id: string }) {
  const { t } = useText();
  const classOf = useChoices("customer", "class");
  const { data: customer, error } = useCustomer(id);
  if (error) return <ProblemNote problem={error} />;
  if (!customer) return <Waiting />;
  return (
    <div className="stack peek">
      <div className="spread">
        <span className="row">
          {customer.class && <Tag>{classOf(customer.class)}</Tag>}
          {customer.grade && <GradeTag grade={customer.grade} />}
        </span>
        <Link to="/customers/$id" params={{ id }}>
          <Button size="small">{t("parts.openPage")}</Button>
        </Link>
      </div>
      <Promises id={id} />
      <Reach customer={customer} />
      <Facts customer={customer} />
      <RecordDialog id={id} />
    </div>
  );
}
