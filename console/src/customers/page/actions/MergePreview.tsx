import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../../api.ts";
import { useMe } from "../../../frame/me.ts";
import { formatCount } from "../../../parts/Money.tsx";
import { FieldValue } from "../../../parts/list/values.tsx";
import { useNoun } from "../../../parts/nouns.ts";
import { Waiting } from "../../../parts/Waiting.tsx";
import { type TextKey, useText } from "../../../texts/index.ts";
import { type Customer, useCustomer } from "../data.ts";
import { seesMoney } from "../Purchases.tsx";
import { type AnyRecord, useRecords } from "../records.ts";

/** Facts in which two customers may differ, in reading order. */
const compared = ["name", "memberNumber", "externalKey", "phone", "division", "birthDate", "ownerName", "createdAt"];

/** The two side by side, and how much of the other moves. */
export function MergePreview({ kept, otherId }: { kept: Customer; otherId: string }) {
  const { t, pick } = useText();
  const { me } = useMe();
  const fields = useNoun("customer")?.fields ?? [];
  const { data: other } = useCustomer(otherId);
  const counts: [TextKey, number][] = [
    ["customers.contact", useRecords<AnyRecord>(otherId, "contacts").length],
    ["customers.addressOne", useRecords<AnyRecord>(otherId, "addresses").length],
    ["customers.identifier", useRecords<AnyRecord>(otherId, "identifiers").length],
    ["customers.keyPersons", useRecords<AnyRecord>(otherId, "key-persons").length],
    ["customers.services", useRecords<AnyRecord>(otherId, "services").length],
  ];
  const purchases = useQuery({
    queryKey: ["customers", otherId, "purchases"],
    queryFn: () =>
      ask(api.GET("/api/v1/customers/{id}/purchases", { params: { path: { id: otherId }, query: { limit: 200 } } })),
    enabled: seesMoney(me),
  }).data;
  const bought = purchases?.sums.reduce((sum, one) => sum + one.count, 0) ?? 0;
  const moved = [...counts, ["customers.purchases", bought] as [TextKey, number]].filter(([, count]) => count > 0);
  if (!other) return <Waiting lines={3} />;
  const rows = compared
    .map((key) => fields.find((field) => field.key === key))
    .filter((field) => field !== undefined)
    .map((field) => ({
      field,
      mine: (kept as Record<string, unknown>)[field.key],
      theirs: (other as Record<string, unknown>)[field.key],
    }))
    .filter(({ mine, theirs }) => mine != null || theirs != null);
  return (
    <section className="merge-preview">
      <div className="scroll-x">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t("customers.fact")}</th>
              <th scope="col">{t("customers.mergeKept")}</th>
              <th scope="col">{t("customers.mergeGone")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, mine, theirs }) => (
              <tr key={field.key}>
                <th scope="row">{pick(field.label)}</th>
                <td>
                  <FieldValue field={field} value={mine ?? null} />
                </td>
                <td className={mine === theirs ? "quiet" : undefined}>
                  <FieldValue field={field} value={theirs ?? null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="merge-moves">
        <strong>{t("customers.mergeMoves")}</strong>{" "}
        {moved.length
          ? moved.map(([name, count]) => `${t(name)} ${formatCount(count)}`).join(" · ")
          : t("customers.mergeNothing")}
      </p>
    </section>
  );
}
