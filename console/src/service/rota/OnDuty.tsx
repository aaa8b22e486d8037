import { useQuery } from "@tanstack/react-query";
import { Popover } from "antd";
import { api, ask } from "../../api.ts";
import { companyTime } from "../../parts/clock.ts";
import { useSayWhen } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

/** Who is on duty at this moment; one's own duties of the coming weeks on a click. */
export function OnDuty() {
  const { t } = useText();
  const data = useQuery({
    queryKey: ["rota", "now"],
    queryFn: () => ask(api.GET("/api/v1/rota/now")),
    refetchInterval: 60_000,
  }).data;
  const mine = useQuery({
    queryKey: ["rota", "mine"],
    queryFn: () => ask(api.GET("/api/v1/rota/mine", { params: { query: { days: 28 } } })),
  }).data?.items;
  const say = useSayWhen();
  return (
    <span className="rota-now">
      {data && (
        <span>
          {data.items.length > 0 && <span className="quiet">{t("rota.now")} </span>}
          {data.items.length === 0 ? (
            <strong className="rota-hole">{t("rota.nowNobody")}</strong>
          ) : (
            data.items.map((one, at) => (
              <span key={one.id}>
                {at > 0 && "、"}
                <strong>{one.staffName}</strong>{" "}
                <span className="quiet small">
                  {t("rota.until", { time: companyTime(one.endsAt).format("HH:mm") })}
                </span>
              </span>
            ))
          )}
          {data.items.length === 0 && data.next && (
            <span className="quiet small">
              {" "}
              {t("rota.nowNext", { name: `${data.next.staffName ?? ""} ${say(data.next.startsAt)}` })}
            </span>
          )}
        </span>
      )}
      {mine && (
        <Popover
          trigger="click"
          placement="bottomRight"
          title={t("rota.mine")}
          content={
            mine.length ? (
              <ul className="rota-mine">
                {mine.map((one) => (
                  <li key={one.id} className="spread">
                    <span>{companyTime(one.day).format("MM-DD ddd")}</span>
                    <span>
                      {one.shiftName}{" "}
                      <span className="quiet small">
                        {companyTime(one.startsAt).format("HH:mm")}–{companyTime(one.endsAt).format("HH:mm")}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <span className="quiet">{t("rota.mineNone")}</span>
            )
          }
        >
          <button type="button" className="rota-mine-button">
            {t("rota.mine")} {mine.length}
          </button>
        </Popover>
      )}
    </span>
  );
}
