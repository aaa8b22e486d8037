import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, ask, type Schema } from "../../api.ts";
import type { Table } from "../data.ts";

export type TableProblem = Schema<"TableProblem">;

/** What is wrong with a table as it stands, asked again a moment after it was changed. */
export function useTableCheck(control: string, table: Table, parameters: Record<string, unknown>) {
  const wanted = JSON.stringify({ control, table, parameters });
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(wanted), 350);
    return () => window.clearTimeout(timer);
  }, [wanted]);
  const query = useQuery({
    queryKey: ["table-check", asked],
    queryFn: () =>
      ask(
        api.POST("/api/v1/policies/tables/check", {
          body: JSON.parse(asked) as { control: string; table: Table; parameters: Record<string, unknown> },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return {
    problems: query.data?.problems ?? [],
    error: query.error,
    checking: query.isFetching || asked !== wanted,
  };
}
