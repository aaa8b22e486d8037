import { chosenColumns } from "../../parts/list/list-state.ts";
import { useNoun } from "../../parts/nouns.ts";
import { useUrlState } from "../../parts/url-state.ts";
import { ExportMenu } from "../../runs/ExportMenu.tsx";
import { columns, lookUp } from "./asked.ts";

/** The list as it is narrowed and ordered, or the chosen ones of it, as a file. */
export function TicketExport({ ids }: { ids?: readonly string[] }) {
  const [{ columns: ofAddress }] = useUrlState();
  const fields = useNoun("ticket")?.fields ?? [];
  return (
    <ExportMenu
      kind="service.tickets.export"
      asked={(filters) => lookUp({ sort: "priority", ...filters })}
      columns={chosenColumns("ticket", fields, ofAddress?.split(","), columns)}
      {...(ids && { ids })}
    />
  );
}
