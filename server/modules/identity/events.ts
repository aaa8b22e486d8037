import type { EventKind } from "../../platform/events.ts";

export const events: readonly EventKind[] = [
  { kind: "identity.session.opened", text: { zh: "登录", en: "Signed in" } },
  { kind: "identity.session.refused", text: { zh: "登录被拒绝（{reason}）", en: "Sign-in refused ({reason})" } },
  { kind: "identity.session.closed", text: { zh: "退出登录", en: "Signed out" } },
];
