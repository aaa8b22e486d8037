import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, ask, queries } from "./api.ts";
import { chooseLanguage, useTexts } from "./language.ts";
import { Waiting } from "./parts.tsx";
import { Ticket } from "./Ticket.tsx";

/** One ticket under a link or a QR code, for whoever holds it. */
export function LinkPage() {
  const { say, language } = useTexts();
  const { token } = useParams({ strict: false }) as { token: string };
  const key = ["link", token];
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET("/api/v1/ticket-links/{token}", { params: { path: { token } } })),
    retry: false,
    refetchInterval: 20_000,
  });
  const path = { token };
  return (
    <div className="page">
      <header className="top">
        <b>{say("linkTitle")}</b>
        <span className="grow" />
        <button type="button" className="plain" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
          {say("other")}
        </button>
      </header>
      <main>
        {data ? (
          <Ticket
            ticket={data}
            at={`/api/v1/ticket-links/${token}`}
            uploads={`/api/v1/ticket-links/${token}/files`}
            write={async (body) =>
              queries.setQueryData(
                key,
                await ask(api.POST("/api/v1/ticket-links/{token}/entries", { params: { path }, body })),
              )
            }
            answer={async (body) =>
              queries.setQueryData(
                key,
                await ask(api.POST("/api/v1/ticket-links/{token}/answer", { params: { path }, body })),
              )
            }
          />
        ) : error ? (
          <div className="card" role="alert">
            <p>{say("linkGone")}</p>
            <Link to="/sign-in" className="button main">
              {say("signIn")}
            </Link>
          </div>
        ) : (
          <Waiting />
        )}
      </main>
    </div>
  );
}
