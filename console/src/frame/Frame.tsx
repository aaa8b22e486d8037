import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { App } from "antd";
import { useEffect, useState } from "react";
import { onSessionEnd, queries } from "../api.ts";
import { ChatWatch } from "../service/chat/ChatWatch.tsx";
import { HotlinePop } from "../service/hotline/HotlinePop.tsx";
import { TicketTold } from "../service/tickets/TicketTold.tsx";
import { useText } from "../texts/index.ts";
import { BottomBar } from "./BottomBar.tsx";
import "./frame.css";
import { Help } from "./Help.tsx";
import { useKeys } from "./keys.ts";
import { useMe } from "./me.ts";
import { Palette } from "./Palette.tsx";
import { Rail } from "./Rail.tsx";
import { TopBar } from "./TopBar.tsx";
import { work } from "./work.tsx";

/** What stands around every screen: rail, top bar, palette, keyboard. */
export function Frame() {
  const { t } = useText();
  const { message } = App.useApp();
  const { may } = useMe();
  const navigate = useNavigate();
  const href = useRouterState({ select: (state) => state.location.href });
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const mine = work.filter((one) => may(...(one.grants ?? [])));

  useEffect(
    () =>
      onSessionEnd(() => {
        queries.clear();
        void message.info({ content: t("frame.ended"), key: "ended" });
        void navigate({ to: "/sign-in", search: { next: href } });
      }),
    [href, message, navigate, t],
  );
  useKeys({
    "/": () => setPalette(true),
    "?": () => setHelp(true),
    "mod+k": () => setPalette((open) => !open),
    ...Object.fromEntries(mine.map((one) => [`g ${one.key}`, () => void navigate({ to: one.to })])),
  });

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("frame.skip")}
      </a>
      <Rail work={mine} />
      <div className="frame-side">
        <TopBar onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} />
        <main id="content" className="frame-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar work={mine} />
      <HotlinePop />
      <TicketTold />
      <ChatWatch />
      <Palette open={palette} onClose={() => setPalette(false)} work={mine} onHelp={() => setHelp(true)} />
      <Help open={help} onClose={() => setHelp(false)} work={mine} />
    </div>
  );
}
