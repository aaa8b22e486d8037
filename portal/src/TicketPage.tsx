import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, ask, queries } from "./api.ts";
import { useTexts } from "./language.ts";
import { Waiting } from "./parts.tsx";
import { Ticket } from "./Ticket.tsx";

/** One of the customer's own tickets. */
export function TicketPage() {
  const { say } = useTexts();
  const { id } = useParams({ strict: false }) as { id: string };
  const key = ["tickets", id];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET("/api/v1/portal/tickets/{id}", { params: { path: { id } } })),
    refetchInterval: 20_000,
  });
  if (!data) return <Waiting error={error} retry={() => void refetch()} />;
  const path = { id };
  return (
    <>
      <Link to="/" className="back">
        ← {say("tickets")}
      </Link>
      <Ticket
        ticket={data}
        at={`/api/v1/portal/tickets/${id}`}
        uploads="/api/v1/portal/files"
        write={async (body) =>
          queries.setQueryData(
            key,
            await ask(api.POST("/api/v1/portal/tickets/{id}/entries", { params: { path }, body })),
          )
        }
        answer={async (body) =>
          queries.setQueryData(
            key,
            await ask(api.POST("/api/v1/portal/tickets/{id}/answer", { params: { path }, body })),
          )
        }
      />
    </>
  );
}
