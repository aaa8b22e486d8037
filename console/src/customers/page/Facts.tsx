import { useNoun } from "../../parts/nouns.ts";
import { type TextKey, useText } from "../../texts/index.ts";
import type { Customer } from "./data.ts";
import { Fact } from "./Fact.tsx";

/** Groups in reading order; which facts are shown for whom. The head shows name, class and grade already. */
const groups: [TextKey, string[]][] = [
  [
    "customers.groupBasic",
    ["name", "kind", "memberNumber", "externalKey", "division", "channel", "ownerName", "joinedOn", "receivedAt"],
  ],
  ["customers.groupPersonal", ["gender", "birthDate", "interests"]],
  [
    "customers.groupOrganisation",
    ["organisationType", "legalRepresentative", "industry", "scale", "businessScope", "decisionProcess"],
  ],
  ["customers.groupCommercial", ["projectWishes", "budget", "extra"]],
];
const only: Record<string, string> = {
  "customers.groupPersonal": "person",
  "customers.groupOrganisation": "organisation",
};

/** The facts of a customer, in groups. */
export function Facts({ customer }: { customer: Customer }) {
  const { t } = useText();
  const fields = useNoun("customer")?.fields ?? [];
  return (
    <>
      {groups.map(([title, keys]) => {
        if (only[title] && only[title] !== customer.kind) return null;
        const shown = keys
          .map((key) => fields.find((field) => field.key === key))
          .filter((field) => field !== undefined)
          .filter((field) => field.key !== "extra" || Object.keys(customer.extra ?? {}).length > 0);
        if (!shown.length) return null;
        return (
          <section key={title} className="panel">
            <div className="panel-head">
              <h2>{t(title)}</h2>
            </div>
            <dl className="facts">
              {shown.map((field) => (
                <Fact key={field.key} customer={customer} field={field} />
              ))}
            </dl>
          </section>
        );
      })}
    </>
  );
}
