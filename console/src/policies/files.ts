import { api, ask } from "../api.ts";
import { zip } from "./zip.ts";

/** Hands out the files of a version, as they stand in `policies/`, in one archive. */
export async function exportFiles(id: string, code: string, number: number): Promise<void> {
  const { files } = await ask(api.GET("/api/v1/policy-versions/{id}/files", { params: { path: { id } } }));
  const address = URL.createObjectURL(zip(files));
  const link = document.createElement("a");
  link.href = address;
  link.download = `policy-${code}-v${number}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
