import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { ContactPanel } from "../contacts/ContactPanel.tsx";
import { type Contact, contactChanged } from "../contacts/data.ts";
import { CallCard } from "./CallCard.tsx";
import { callsChanged, useMyHotline } from "./data.ts";
import "./hotline.css";

/** Calls to this person's telephone open on their screen, wherever they are in the product. */
export function HotlinePop() {
  const { t } = useText();
  const { me, may } = useMe();
  const [state, set] = useUrlState();
  const answers = may("service.hotline");
  const calls = useMyHotline().data?.calls ?? [];
  const [aside, setAside] = useState<ReadonlySet<string>>(new Set());
  const put = (some: readonly Contact[]) => setAside((before) => new Set([...before, ...some.map(markOf)]));
  // Also in a tab that nobody looks at: the title tells.
  useLive(
    answers && me ? `staff:${me.id}` : undefined,
    (message) => {
      if (message.type !== "call" && message.type !== "resync") return;
      void callsChanged();
      if (typeof message.id === "string") void contactChanged({ id: message.id });
    },
    { background: true },
  );
  if (!answers) return null;
  const others = calls.filter((one) => one.id !== state.call && one.id !== state.open && !aside.has(markOf(one)));
  const live = others.filter((one) => !one.endedAt).slice(0, 3);
  const ended = others.filter((one) => one.endedAt);
  return (
    <>
      {(live.length > 0 || ended.length > 0) && (
        <div className="calls no-print" role="region" aria-label={t("hotline.incoming")}>
          {live.map((call, at) => (
            <CallCard key={call.id} call={call} first={at === 0} onAside={() => put([call])} />
          ))}
          {ended.length > 0 && !state.call && (
            <div className="call-strip spread">
              <span>{t("hotline.toWrite", { count: ended.length })}</span>
              <span className="row">
                <Button size="small" onClick={() => set({ call: ended[0]!.id }, { push: true })}>
                  {t("hotline.write")}
                </Button>
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={t("hotline.dismiss")}
                  onClick={() => put(ended)}
                />
              </span>
            </div>
          )}
        </div>
      )}
      <SidePanel
        open={Boolean(state.call)}
        onClose={() => set({ call: undefined })}
        title={t("hotline.panel")}
        width={420}
      >
        {state.call && <ContactPanel key={state.call} id={state.call} />}
      </SidePanel>
    </>
  );
}

/** What was put aside comes back when something else becomes of it. */
const markOf = (call: Contact): string => `${call.id} ${call.state} ${call.endedAt ? "ended" : ""}`;
