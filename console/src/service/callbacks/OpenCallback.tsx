import { Navigate, useParams } from "@tanstack/react-router";

/** A link to one callback leads to the list with it open. */
export function OpenCallback() {
  const { id } = useParams({ strict: false }) as { id: string };
  return <Navigate to={"/callbacks" as "/"} search={{ open: id } as never} replace />;
}
