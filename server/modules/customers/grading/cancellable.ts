import type { Context } from "../../../platform/context.ts";
import { Cancelled } from "../../../platform/runs.ts";

/**
 * A long statement that ends when its run is asked to stop, and not only once it is through. The work goes on in the
 * transaction of `ctx`; the question is asked, and the statement stopped, on another connection.
 * @throws Cancelled where it was stopped
 */
export async function cancellable<T>(ctx: Context, runId: string, work: () => Promise<T>, everyMs = 1_000): Promise<T> {
  const { pool } = ctx.services;
  const [session] = await ctx.query<{ pid: number }>({ name: "", text: "select pg_backend_pid() as pid" }, []);
  let stopped = false;
  const look = async () => {
    const asked = await pool.query("select 1 from platform.run where id = $1 and cancel_requested", [runId]);
    if (!asked.rowCount || !watching) return;
    stopped = true;
    await pool.query("select pg_cancel_backend($1)", [session!.pid]);
  };
  let watching = true;
  // A look that fails is only a look: the next one comes.
  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  try {
    return await work();
  } catch (error) {
    if (stopped && (error as { code?: unknown }).code === "57014") throw new Cancelled();
    throw error;
  } finally {
    watching = false;
    clearInterval(timer);
  }
}
