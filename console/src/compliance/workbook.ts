import { preferences } from "../frame/preferences.ts";
import { Problem } from "../api.ts";
import type { Asked } from "./data.ts";

/** Hands out the report as an Excel workbook in the console's language. @throws Problem */
export async function downloadWorkbook(asked: Asked): Promise<void> {
  const reply = await fetch(`/api/v1/compliance/workbook?${new URLSearchParams(asked).toString()}`, {
    headers: { "accept-language": preferences.read().language },
  });
  if (!reply.ok) throw new Problem(await reply.json());
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `compliance-${asked.document}-${asked.from.slice(0, 10)}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
