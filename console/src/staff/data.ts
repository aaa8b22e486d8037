import { useQuery } from "@tanstack/react-query";
import { api, ask, queries, type Schema } from "../api.ts";
import { usePreferences } from "../frame/preferences.ts";

export type Staff = Schema<"Staff">;
export type Department = Schema<"Department">;
export type Role = Schema<"Role">;

export const staffChanged = (): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ["staff"] }),
    queries.invalidateQueries({ queryKey: ["departments"] }),
    queries.invalidateQueries({ queryKey: ["roles"] }),
  ]);

export function useDepartments() {
  const { language } = usePreferences();
  const { data, error } = useQuery({
    queryKey: ["departments"],
    queryFn: () => ask(api.GET("/api/v1/departments")),
    staleTime: 60_000,
  });
  const departments = data?.items ?? [];
  const nameOf = (one: Department): string => (language === "en" && one.nameEn) || one.name;
  return { departments, error, nameOf, loaded: data !== undefined };
}

/** The department of somebody in the reader's language. */
export function useDepartmentOf(): (person: Staff) => string {
  const { departments, nameOf } = useDepartments();
  return (person) => {
    const found = departments.find((one) => one.id === person.departmentId);
    return found ? nameOf(found) : (person.departmentName ?? "");
  };
}

export type Node = { readonly department: Department; readonly children: readonly Node[] };

/** Departments as a tree, in the order of the server. */
export function treeOf(all: readonly Department[], parent: string | null = null): Node[] {
  return all
    .filter((one) => one.parentId === parent)
    .map((department) => ({ department, children: treeOf(all, department.id) }));
}
