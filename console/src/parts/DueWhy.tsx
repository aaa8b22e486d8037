import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { Waiting } from "./Waiting.tsx";
import { When } from "./When.tsx";

/** How a due time was added up: term, calendar, counted spans, pauses; in the server's words. */
export function DueWhy({ customerId, id }: { customerId: string; id: string }) {
  const { t, pick } = useText();
  const { data, error } = useQuery({
    queryKey: ["obligations", customerId, id, "explanation"],
    queryFn: () =>
      ask(api.GET("/api/v1/obligations/{customerId}/{id}/explanation", { params: { path: { customerId, id } } })),
  });
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Waiting lines={3} />;
  return (
    <div className="due-why">
      {data.clause && (
        <p>
          <strong>{data.clause.number}</strong> {pick(data.clause.title)}
        </p>
      )}
      <p className="quiet">
        {pick(data.term.text)} · {pick(data.calendar.label)}
      </p>
      <ol>
        {data.lines.map((line, at) => (
          <li key={at}>{pick(line)}</li>
        ))}
      </ol>
      {data.dueAt && (
        <p>
          {t("parts.due")} <When at={data.dueAt} />
        </p>
      )}
    </div>
  );
}
