import { useQuery } from "@tanstack/react-query";
import { api, ask, type Schema } from "../api.ts";
import { useText } from "../texts/index.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { Waiting } from "./Waiting.tsx";
import { When } from "./When.tsx";

/** How a due time was added up: term, calendar, counted spans, pauses; in the server's words. */
export function DueWhy({ customerId, id }: { customerId: string; id: string }) {
  const { data, error } = useQuery({
    queryKey: ["obligations", customerId, id, "explanation"],
    queryFn: () =>
      ask(api.GET("/api/v1/obligations/{customerId}/{id}/explanation", { params: { path: { customerId, id } } })),
  });
  return <DueSum sum={data} problem={error} />;
}

type Sum = { readonly sum: Schema<"ObligationExplanation"> | undefined; readonly problem: unknown };

/** The sum behind a due time, for whoever fetched it. */
export function DueSum({ sum, problem }: Sum) {
  const { t, pick } = useText();
  if (problem) return <ProblemNote problem={problem} />;
  if (!sum) return <Waiting lines={3} />;
  return (
    <div className="due-why">
      {sum.clause && (
        <p>
          <strong>{sum.clause.number}</strong> {pick(sum.clause.title)}
        </p>
      )}
      <p className="quiet">
        {pick(sum.term.text)} · {pick(sum.calendar.label)}
      </p>
      <ol>
        {sum.lines.map((line, at) => (
          <li key={at}>{pick(line)}</li>
        ))}
      </ol>
      {sum.dueAt && (
        <p>
          {t("parts.due")} <When at={sum.dueAt} />
        </p>
      )}
    </div>
  );
}
