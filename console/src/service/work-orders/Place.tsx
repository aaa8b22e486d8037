import { EnvironmentOutlined, PhoneOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { groupPhone, Masked } from "../../parts/Masked.tsx";
import { useNoun } from "../../parts/nouns.ts";
import { useDivision } from "../../parts/divisions.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, revealPlace } from "./data.ts";

/** Whether a field is shown masked to this person, and may be asked for. */
function useReveal(noun: string, key: string): boolean {
  return useNoun(noun)?.fields.find((field) => field.key === key)?.revealable ?? false;
}

/** Address and phone on the record: masked where they are, with the eye that asks for a reason. */
export function PlaceLines({ order }: { order: Detail }) {
  const { t } = useText();
  const division = useDivision();
  const [mayAddress, mayPhone] = [useReveal("address", "detail"), useReveal("contact", "value")];
  const { address, phone } = order;
  return (
    <>
      <div>
        <dt>{t("workOrders.address")}</dt>
        <dd>
          {division(address?.division ?? order.area)}{" "}
          {address?.detail ? (
            <Masked
              label={t("workOrders.address")}
              value={address.detail}
              reveal={mayAddress ? revealPlace(order.id!, "address") : undefined}
            />
          ) : (
            !address && <span className="quiet">{t("workOrders.noAddress")}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("workOrders.phone")}</dt>
        <dd>
          {phone?.value ? (
            <Masked
              label={t("workOrders.phone")}
              value={phone.value}
              reveal={mayPhone ? revealPlace(order.id!, "phone") : undefined}
            />
          ) : (
            <span className="quiet">{t("workOrders.noPhone")}</span>
          )}
        </dd>
      </div>
    </>
  );
}

/** On the installer's phone: one touch shows both, for the reason of this visit, with the ways to call and to drive. */
export function PlaceButtons({ order }: { order: Detail }) {
  const { t } = useText();
  const division = useDivision();
  const [shown, setShown] = useState<{ address?: string; phone?: string }>();
  const reason = t("workOrders.placeReason", { number: order.number ?? "" });
  const show = useMutation({
    mutationFn: async () => ({
      ...(order.address && { address: await revealPlace(order.id!, "address")(reason) }),
      ...(order.phone && { phone: await revealPlace(order.id!, "phone")(reason) }),
    }),
    onSuccess: setShown,
  });
  const where = division(order.address?.division ?? order.area);
  if (!order.address && !order.phone)
    return <p>{where || <span className="quiet">{t("workOrders.noAddress")}</span>}</p>;
  if (!shown)
    return (
      <div className="stack place">
        <p>{where}</p>
        <Button
          size="large"
          block
          icon={<EnvironmentOutlined />}
          loading={show.isPending}
          onClick={() => show.mutate()}
        >
          {t("workOrders.showPlace")}
        </Button>
        <p className="quiet small">{t("workOrders.showPlaceLead", { reason })}</p>
        <ProblemNote problem={show.error} />
      </div>
    );
  const full = `${where.replaceAll(" ", "")}${shown.address ?? ""}`;
  return (
    <div className="stack place">
      <p className="place-address">
        {where} <span className="revealed">{shown.address}</span>
      </p>
      <div className="place-ways">
        {shown.phone && (
          <Button
            size="large"
            icon={<PhoneOutlined />}
            href={`tel:${shown.phone}`}
            aria-label={t("workOrders.call", { phone: groupPhone(shown.phone) })}
          >
            {groupPhone(shown.phone)}
          </Button>
        )}
        {shown.address && (
          <Button size="large" icon={<EnvironmentOutlined />} href={`geo:0,0?q=${encodeURIComponent(full)}`}>
            {t("workOrders.map")}
          </Button>
        )}
      </div>
    </div>
  );
}
