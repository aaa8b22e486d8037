import { UserAddOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button } from "antd";
import { useState } from "react";
import { api, ask } from "../../api.ts";
import { useMe } from "../../frame/me.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { Who } from "./cells.tsx";
import { CustomerSearch } from "./CustomerSearch.tsx";
import { type Contact, keepContact, useMatches } from "./data.ts";

/** Who it was: known, offered by the number, searched for, or entered anew. */
export function Identify({ contact }: { contact: Contact }) {
  const { t } = useText();
  const { may } = useMe();
  const { message } = App.useApp();
  const [changing, setChanging] = useState(false);
  const matches = useMatches(contact).data?.items ?? [];
  const choose = useMutation({
    mutationFn: (customerId: string) =>
      ask(api.POST("/api/v1/contacts/{id}/customer", { params: { path: { id: contact.id! } }, body: { customerId } })),
    onSuccess: (saved) => {
      keepContact(saved);
      setChanging(false);
      void message.success(t("contacts.whoSaved", { name: saved.customerName ?? "" }));
    },
  });
  const records = may("service.contacts.record") && may("customers.read");
  if (contact.identified && !changing)
    return (
      <div className="spread">
        <strong>
          <Who contact={contact} />
        </strong>
        {records && (
          <Button size="small" type="text" onClick={() => setChanging(true)}>
            {t("contacts.whoChange")}
          </Button>
        )}
      </div>
    );
  return (
    <div className="contact-matches">
      {!changing && <p className="quiet">{matches.length ? t("contacts.whoMatches") : t("contacts.whoUnknown")}</p>}
      {!changing &&
        records &&
        matches.map((one) => (
          <button
            key={one.customerId}
            type="button"
            className="contact-match"
            onClick={() => choose.mutate(one.customerId)}
          >
            <strong>{one.customerName}</strong>
          </button>
        ))}
      {records && (
        <CustomerSearch autoFocus={changing} onChange={(customerId) => customerId && choose.mutate(customerId)} />
      )}
      {records && may("customers.create") && (
        <Link to="/customers/new">
          <Button type="link" icon={<UserAddOutlined />} style={{ padding: 0 }}>
            {t("contacts.whoNew")}
          </Button>
        </Link>
      )}
      <ProblemNote problem={choose.error} />
    </div>
  );
}
