import { useMutation, useQuery } from "@tanstack/react-query";
import { api, ask, queries } from "../../api.ts";
import type { Text } from "../../texts/text.ts";
import type { ListQuery } from "./list-state.ts";

/** A saved view: a name and what the list then shows. */
export type View = {
  readonly key: string;
  readonly name: Text | string;
  readonly query: ListQuery;
  /** Which columns, where the view says so. */
  readonly columns?: readonly string[];
  readonly mine?: boolean;
  readonly shared?: boolean;
};

/** Views of one list: this person's own and those that colleagues share. */
export function useSavedViews(list: string | undefined) {
  const key = ["views", list];
  const changed = () => queries.invalidateQueries({ queryKey: key });
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET("/api/v1/views", { params: { query: { list: list! } } })),
    enabled: list !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  const add = useMutation({
    mutationFn: ({
      name,
      shared,
      query: { q, sort, ...filters },
      columns,
    }: {
      name: string;
      shared: boolean;
      query: ListQuery;
      columns: readonly string[] | undefined;
    }) =>
      ask(
        api.POST("/api/v1/views", {
          body: {
            list: list!,
            name,
            shared,
            definition: { filters, ...(q && { q }), ...(sort && { sort }), ...(columns && { columns: [...columns] }) },
          },
        }),
      ),
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: (id: string) => ask(api.DELETE("/api/v1/views/{id}", { params: { path: { id } } })),
    onSuccess: changed,
  });
  const views = (data?.items ?? []).flatMap(({ id, name, mine, shared, definition }): View[] => {
    if (!definition) return [];
    const { q, sort, filters, columns } = definition;
    return [
      {
        key: id,
        name,
        mine,
        shared,
        query: { ...filters, ...(q && { q }), ...(sort && { sort }) },
        ...(columns && { columns }),
      },
    ];
  });
  return { views, add, remove };
}
