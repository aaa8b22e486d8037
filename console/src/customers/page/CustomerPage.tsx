import { useParams } from "@tanstack/react-router";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";
import "../customers.css";
import { CustomerContacts } from "../../service/contacts/CustomerContacts.tsx";
import { CustomerTickets } from "../../service/tickets/CustomerTickets.tsx";
import { DepartmentNotices } from "./DepartmentNotices.tsx";
import { KeyPersons } from "./KeyPersons.tsx";
import { RecordDialog } from "./RecordDialog.tsx";
import { Consents } from "./Consents.tsx";
import { useCustomer } from "./data.ts";
import { Facts } from "./Facts.tsx";
import { Head } from "./Head.tsx";
import { Promises } from "./Promises.tsx";
import { Purchases } from "./Purchases.tsx";
import { Reach } from "./Reach.tsx";
import { Services } from "./Services.tsx";
import { Timeline } from "./Timeline.tsx";

/** Everything about one customer: facts, what happened, what was promised. */
export function CustomerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: customer, error } = useCustomer(id);
  if (error && !customer)
    return (
      <div className="page">
        <ProblemNote problem={error} />
      </div>
    );
  if (!customer) return <Waiting lines={8} />;
  return (
    <div className="page customer">
      <Head customer={customer} />
      <div className="customer-columns">
        <div className="stack customer-facts">
          <Reach customer={customer} />
          <KeyPersons customer={customer} />
          <Facts customer={customer} />
        </div>
        <Timeline id={id} />
        <aside className="stack customer-side">
          <Promises id={id} />
          <CustomerTickets id={id} erased={customer.state === "erased"} />
          <CustomerContacts id={id} />
          <Purchases id={id} />
          <Services customer={customer} />
          <Consents id={id} />
          <DepartmentNotices id={id} />
        </aside>
      </div>
      <RecordDialog id={id} />
    </div>
  );
}
