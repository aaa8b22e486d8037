import { useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "@tanstack/react-router";
import { api, ask } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { Waiting } from "../../parts/Waiting.tsx";

/** From a promise about a measure or an adopted suggestion to the ticket on which it is done. */
export function TicketPart() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error } = useQuery({
    queryKey: ["ticket-parts", id],
    queryFn: () => ask(api.GET("/api/v1/ticket-parts/{id}", { params: { path: { id } } })),
  });
  if (data) return <Navigate to={"/tickets/$id" as "/"} params={{ id: data.ticketId } as never} replace />;
  return <div className="page">{error ? <ProblemNote problem={error} /> : <Waiting />}</div>;
}
