import { useState } from "react";
import { useMe } from "../../frame/me.ts";
import { useLive } from "../../live/useLive.ts";
import { SidePanel } from "../../parts/SidePanel.tsx";
import { useUrlState } from "../../parts/url-state.ts";
import { useText } from "../../texts/index.ts";
import { ContactPanel } from "../contacts/ContactPanel.tsx";
import { contactChanged } from "../contacts/data.ts";
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
  const shown = calls.filter((one) => !aside.has(`${one.id} ${one.state}`) && one.id !== state.call).slice(0, 3);
  return (
    <>
      {shown.length > 0 && (
        <div className="calls no-print" role="region" aria-label={t("hotline.incoming")}>
          {shown.map((call, at) => (
            <CallCard
              key={call.id}
              call={call}
              first={at === 0}
              onAside={() => setAside((before) => new Set([...before, `${call.id} ${call.state}`]))}
            />
          ))}
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
