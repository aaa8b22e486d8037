import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useNavigate } from "@tanstack/react-router";
import { api, ask, queries, Refused } from "./api.ts";
import { leaveChat, useChat } from "./chat.ts";
import { chooseLanguage, useTexts } from "./language.ts";
import { Awaiting } from "./CallbackList.tsx";
import { Waiting } from "./parts.tsx";

export const fileQuery = { queryKey: ["file"], queryFn: () => ask(api.GET("/api/v1/portal/file")) };

/** What stands around every screen of somebody signed in. */
export function Frame() {
  const { say, language } = useTexts();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(fileQuery);
  useChat(language, data !== undefined);
  if (error instanceof Refused && error.status === 401) return <Navigate to="/sign-in" />;
  if (!data) return <Waiting error={error} retry={() => void refetch()} />;
  const signOut = async () => {
    leaveChat("forget");
    await ask(api.DELETE("/api/v1/portal/sessions/current")).catch(() => {});
    queries.clear();
    await navigate({ to: "/sign-in" });
  };
  return (
    <div className="page">
      <header className="top">
        <b>{say("title")}</b>
        <span className="grow" />
        <button type="button" className="plain" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
          {say("other")}
        </button>
        <button type="button" className="plain" onClick={() => void signOut()}>
          {say("signOut")}
        </button>
      </header>
      <nav className="tabs">
        <Link to="/" activeOptions={{ exact: true }}>
          {say("tickets")}
        </Link>
        <Link to="/callbacks">
          {say("callbacks")}
          <Awaiting />
        </Link>
        <Link to="/me">{say("file")}</Link>
      </nav>
      <main>
        <Outlet />
      </main>
    </div>
  );
}
