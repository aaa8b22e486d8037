import { useText } from "../texts/index.ts";
import { type Replay, useControlWords } from "./data.ts";

/** What a replay changes beyond its version, in a phrase. */
export function OverrideWords({ replay }: { replay: Pick<Replay, "overrides"> }) {
  const { t } = useText();
  const words = useControlWords();
  const all = replay.overrides.flatMap((one) =>
    Object.entries(one.parameters).map(([name, value]) =>
      t("replay.setTo", {
        name: words.parameter(one.control, name),
        value: typeof value === "object" ? JSON.stringify(value) : String(value),
      }),
    ),
  );
  return all.length ? <>{all.join("，")}</> : <span className="quiet">{t("replay.draftAsIs")}</span>;
}
