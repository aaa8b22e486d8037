import { useText } from "../../texts/index.ts";
import { useChoices } from "../../parts/nouns.ts";
import { Tag } from "../../parts/Tag.tsx";
import { useExact } from "../../parts/When.tsx";
import type { Detail } from "./data.ts";

type Material = { name: string; quantity: number; unit: string };
export const materialsOf = (order: Pick<Detail, "materials">): readonly Material[] =>
  (order.materials as Material[] | undefined) ?? [];

/** What came of it: test, cause, materials, what is owed, the signature. */
export function Result({ order }: { order: Detail }) {
  const { t } = useText();
  const exact = useExact();
  const cause = useChoices("workOrder", "cause");
  const owed = useChoices("workOrder", "owed");
  const materials = materialsOf(order);
  if (order.state !== "done" && !order.signedAt) return <p className="quiet">{t("workOrders.resultNone")}</p>;
  return (
    <dl className="order-facts">
      {order.testPassed != null && (
        <div>
          <dt>{t("workOrders.test")}</dt>
          <dd>
            <Tag tone={order.testPassed ? "good" : "bad"}>
              {t(order.testPassed ? "workOrders.testPassed" : "workOrders.testFailed")}
            </Tag>{" "}
            {order.testNote}
          </dd>
        </div>
      )}
      {order.cause && (
        <div>
          <dt>{t("workOrders.cause")}</dt>
          <dd>{cause(order.cause)}</dd>
        </div>
      )}
      {order.workNote && (
        <div>
          <dt>{t("workOrders.workNote")}</dt>
          <dd className="order-words">{order.workNote}</dd>
        </div>
      )}
      {order.state === "done" && (
        <div>
          <dt>{t("workOrders.materials")}</dt>
          <dd>
            {materials.length
              ? materials.map((one) => `${one.name} ${one.quantity} ${one.unit}`).join("、")
              : t("workOrders.materialsNone")}
          </dd>
        </div>
      )}
      {order.lateDays ? (
        <div>
          <dt>{t("workOrders.result")}</dt>
          <dd className="order-late">
            {order.owed
              ? t("workOrders.owes", { days: order.lateDays, what: owed(order.owed) })
              : t("workOrders.lateDays", { days: order.lateDays })}
            {order.owedShare &&
              `（${t("workOrders.shareADay", { share: `${Number((Number(order.owedShare) * 100).toFixed(4))}%` })}）`}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t("workOrders.signature")}</dt>
        <dd>
          {order.signedAt ? (
            <>
              <Signature order={order} />
              {t("workOrders.signedBy", { name: order.signerName ?? "" })}{" "}
              <span className="quiet">{exact(order.signedAt)}</span>
            </>
          ) : (
            t("workOrders.notSigned", { reason: order.signatureRefusal ?? "—" })
          )}
        </dd>
      </div>
    </dl>
  );
}

/** The drawn signature, for those who may see who signed. */
export function Signature({ order }: { order: Detail }) {
  const { t } = useText();
  if (!order.signedAt || !order.signerName || order.signerName.includes("*")) return null;
  return (
    <img
      className="signature-image"
      src={`/api/v1/work-orders/${order.id}/signature`}
      alt={t("workOrders.signatureOf", { name: order.signerName })}
    />
  );
}
