import { DesktopOutlined, MobileOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { api, ask, queries, type Schema } from "../api.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Tag } from "../parts/Tag.tsx";
import { Waiting } from "../parts/Waiting.tsx";
import { useNow, When } from "../parts/When.tsx";
import { useText } from "../texts/index.ts";
import "./staff.css";

type Session = Schema<"OpenSession">;
type Token = Schema<"ApiToken">;

/** Where somebody is signed in: of a colleague, or one's own without `staffId`. */
export function Sessions({ staffId }: { staffId?: string }) {
  const { t } = useText();
  const { message } = App.useApp();
  const key = ["sessions", staffId ?? "mine"];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: (): Promise<{ items: Session[] }> =>
      staffId
        ? ask(api.GET("/api/v1/staff/{id}/sessions", { params: { path: { id: staffId } } }))
        : ask(api.GET("/api/v1/sessions")),
  });
  const end = useMutation({
    mutationFn: (id: string) =>
      staffId
        ? ask(
            api.DELETE("/api/v1/staff/{id}/sessions/{sessionId}", { params: { path: { id: staffId, sessionId: id } } }),
          )
        : ask(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
    onError: (problem) => void message.error(problem.message),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("staff.sessions")}</h2>
      </div>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={2} />}
      {data?.items.length === 0 && <p className="panel-body quiet">{t("staff.noSessions")}</p>}
      <ul className="lines">
        {data?.items.map((one) => (
          <li key={one.id} className="line">
            <span className="line-icon">
              {/Mobile|Android|iPhone/.test(one.agent ?? "") ? <MobileOutlined /> : <DesktopOutlined />}
            </span>
            <span className="line-text">
              <span title={one.agent ?? undefined}>{deviceOf(one.agent) ?? t("staff.unknownAgent")}</span>
              <span className="quiet small">
                {t(one.way === "password" ? "staff.wayPassword" : "staff.wayOidc")} · {t("staff.lastSeen")}{" "}
                <When at={one.lastSeenAt} />
              </span>
            </span>
            {one.current ? (
              <Tag tone="good">{t("staff.thisSession")}</Tag>
            ) : (
              <Button
                size="small"
                loading={end.isPending && end.variables === one.id}
                onClick={() => end.mutate(one.id)}
              >
                {t("staff.endSession")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const systems: [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Android/, "Android"],
  [/Linux/, "Linux"],
];
const programs: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** What people call the device and program behind a user agent. */
function deviceOf(agent: string | null): string | undefined {
  if (!agent) return undefined;
  const called = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  return [called(programs) ?? agent.split(/[ /]/)[0], called(systems)].filter(Boolean).join(" · ");
}

/** API tokens: of a colleague, or one's own without `staffId`. */
export function Tokens({ staffId, action }: { staffId?: string; action?: ReactNode }) {
  const now = useNow();
  const { t } = useText();
  const { message, modal } = App.useApp();
  const key = ["tokens", staffId ?? "mine"];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: (): Promise<{ items: Token[] }> =>
      staffId
        ? ask(api.GET("/api/v1/staff/{id}/tokens", { params: { path: { id: staffId } } }))
        : ask(api.GET("/api/v1/tokens")),
  });
  const revoke = (one: Token) =>
    modal.confirm({
      title: `${t("staff.revokeToken")}: ${one.name}`,
      okText: t("staff.revokeToken"),
      cancelText: t("parts.cancel"),
      okButtonProps: { danger: true },
      onOk: () =>
        (staffId
          ? ask(
              api.DELETE("/api/v1/staff/{id}/tokens/{tokenId}", { params: { path: { id: staffId, tokenId: one.id } } }),
            )
          : ask(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id: one.id } } }))
        )
          .then(() => queries.invalidateQueries({ queryKey: key }))
          .catch((problem: Error) => void message.error(problem.message)),
    });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("staff.tokens")}</h2>
        {action}
      </div>
      <ProblemNote problem={error} />
      {!data && !error && <Waiting lines={2} />}
      {data?.items.length === 0 && <p className="panel-body quiet">{t("staff.noTokens")}</p>}
      <ul className="lines">
        {data?.items.map((one) => {
          const over = Date.parse(one.expiresAt) < now;
          return (
            <li key={one.id} className="line">
              <span className="line-text">
                <span>{one.name}</span>
                <span className="quiet small">
                  {t("staff.tokenGrants", { count: one.grants.length })} · {t("staff.tokenUntil")}{" "}
                  <When at={one.expiresAt} /> ·{" "}
                  {one.lastUsedAt ? (
                    <>
                      {t("staff.tokenUsed")} <When at={one.lastUsedAt} />
                    </>
                  ) : (
                    t("staff.tokenNever")
                  )}
                </span>
              </span>
              {one.revokedAt || over ? (
                <Tag>{t(one.revokedAt ? "staff.tokenRevoked" : "staff.tokenExpired")}</Tag>
              ) : (
                <Button size="small" danger onClick={() => revoke(one)}>
                  {t("staff.revokeToken")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
