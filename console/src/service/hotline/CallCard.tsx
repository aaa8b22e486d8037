import { CloseOutlined, PhoneFilled } from "@ant-design/icons";
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { api, ask } from "../../api.ts";
import { GradeTag } from "../../parts/GradeTag.tsx";
import { groupPhone } from "../../parts/Masked.tsx";
import { useText } from "../../texts/index.ts";
import { type Contact, useMatches } from "../contacts/data.ts";

const offered = 4;

/** One call: whose number it is, and one key to open them. */
export function CallCard({ call, first, onAside }: { call: Contact; first: boolean; onAside: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const matches = useMatches(call).data?.items ?? [];
  const ids = call.identified ? [call.customerId!] : matches.slice(0, offered).map((one) => one.customerId);
  const customers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["customers", id],
      queryFn: () => ask(api.GET("/api/v1/customers/{id}", { params: { path: { id } } })),
      retry: false,
    })),
  }).map((one, at) => ({ id: ids[at]!, customer: one.data }));
  const open = (customerId?: string) =>
    void navigate(
      customerId
        ? { to: "/customers/$id", params: { id: customerId }, search: { call: call.id! } as never }
        : { to: ".", search: ((before: object) => ({ ...before, call: call.id! })) as never },
    );
  const one = customers.length === 1 ? customers[0]!.id : undefined;
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "F2" || !first) return;
    event.preventDefault();
    open(one);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
  return (
    <section className={call.state === "ringing" ? "call call-ringing" : "call"} role={first ? "alert" : undefined}>
      <header className="spread">
        <span className="row">
          <PhoneFilled className="call-icon" />
          <strong>{t(call.state === "ringing" ? "hotline.incoming" : "hotline.talking")}</strong>
          {call.state === "open" && call.answeredAt && <Clock since={call.answeredAt} />}
        </span>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("hotline.dismiss")} onClick={onAside} />
      </header>
      <p className="call-number">{call.counterpart ? groupPhone(call.counterpart) : t("hotline.withheld")}</p>
      {customers.length === 0 && (
        <p className="quiet small">
          <strong>{t("hotline.unknown")}</strong> · {t("hotline.unknownLead")}
        </p>
      )}
      {customers.length > 1 && <p className="quiet small">{t("hotline.several", { count: matches.length })}</p>}
      {customers.map(({ id, customer }) => (
        <button key={id} type="button" className="call-customer" onClick={() => open(id)}>
          <strong>{customer?.name ?? matches.find((match) => match.customerId === id)?.customerName ?? "…"}</strong>
          <span className="row">
            {customer?.memberNumber && <span className="quiet small">{customer.memberNumber}</span>}
            {customer?.grade && <GradeTag grade={customer.grade} />}
          </span>
        </button>
      ))}
      <footer className="spread">
        <Button type="primary" size="small" onClick={() => open(one)}>
          {one ? t("hotline.open") : t("hotline.write")}
        </Button>
        {first && (
          <span className="quiet small">
            <kbd>F2</kbd>
          </span>
        )}
      </footer>
    </section>
  );
}

/** Minutes and seconds since a moment. */
function Clock({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return (
    <span className="quiet small">
      {String(Math.floor(seconds / 60)).padStart(2, "0")}:{String(seconds % 60).padStart(2, "0")}
    </span>
  );
}
