import { Button } from "antd";
import type { Schema } from "../api.ts";
import { companyTime } from "../parts/clock.ts";
import { Tag } from "../parts/Tag.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import { type Head, tones } from "./data.ts";

/** The history of a document, the newest first. */
export function Versions({ policy, here }: { policy: Schema<"PolicyWithVersions">; here: string }) {
  const { t } = useText();
  const [, set] = useUrlState();
  const newest = [...policy.versions].sort((a, b) => b.number - a.number);
  return (
    <ul className="panel versions">
      {newest.map((one) => (
        <li key={one.id} className={one.id === here ? "version version-here" : "version"}>
          <div className="version-name">
            <button
              type="button"
              className="link-button"
              onClick={() => set({ version: one.id, tab: undefined }, { push: true })}
            >
              {t("policies.version", { number: one.number })}
            </button>
            <Tag tone={tones[one.state]}>{t(`policies.${one.state}`)}</Tag>
          </div>
          <div className="version-span">
            {one.effectiveFrom ? (
              one.effectiveTo ? (
                t("policies.spanUntil", { from: day(one.effectiveFrom), to: day(one.effectiveTo) })
              ) : (
                t("policies.spanSince", { from: day(one.effectiveFrom) })
              )
            ) : (
              <When at={one.createdAt} />
            )}
          </div>
          <div className="version-people">
            {one.note && <p>{one.note}</p>}
            <p className="quiet small">{people(one, t)}</p>
          </div>
          <Button size="small" onClick={() => set({ version: one.id, tab: "changes" }, { push: true })}>
            {t("policies.tabChanges")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

const day = (at: string) => companyTime(at).format("YYYY-MM-DD");

const people = (one: Head, t: ReturnType<typeof useText>["t"]): string =>
  [
    t("policies.drafted", { name: one.draftedByName }),
    one.submittedByName && t("policies.submitted", { name: one.submittedByName }),
    one.returnReason && t("policies.returned", { name: one.returnedByName ?? "", reason: one.returnReason }),
    one.approvedByName && t("policies.approvedBy", { name: one.approvedByName }),
  ]
    .filter(Boolean)
    .join(" · ");
