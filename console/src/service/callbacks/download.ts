import { api, ask } from "../../api.ts";
import { runsChanged } from "../../runs/runs.ts";

const pause = (ms: number) => new Promise((done) => window.setTimeout(done, ms));

/** Has the sheet written by the worker, waits for it and hands it out. @throws Error where it was not made in time */
export async function downloadStatistics(period: string, format: "pdf" | "xlsx"): Promise<void> {
  const { id } = await ask(
    api.POST("/api/v1/callback-statistics/{period}/files", { params: { path: { period } }, body: { format } }),
  );
  await runsChanged();
  for (let tries = 0; tries < 60; tries++) {
    const { state } = await ask(api.GET("/api/v1/callback-statistics-files/{id}", { params: { path: { id } } }));
    if (state === "done") {
      const link = document.createElement("a");
      link.href = `/api/v1/callback-statistics-files/${id}/file`;
      link.download = "";
      link.click();
      return;
    }
    if (state !== "queued" && state !== "running") break;
    await pause(700);
  }
  throw new Error("not made");
}
