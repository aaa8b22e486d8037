import http from "node:http";

export type Load = { readonly perSecond: number; readonly p95: number; readonly failed: number };

/** Sends requests over kept-open connections for some seconds; answers the rate and the 95th percentile in ms. */
export async function load(
  connections: number,
  seconds: number,
  request: (agent: http.Agent) => http.ClientRequest,
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let failed = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const started = performance.now();
      request(agent)
        .once("error", reject)
        .once("response", (response) => {
          response.resume();
          response.once("end", () => {
            times.push(performance.now() - started);
            if ((response.statusCode ?? 500) >= 300) failed++;
            resolve();
          });
        })
        .end();
    });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await one();
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: times.length / elapsed, p95: times[Math.floor(times.length * 0.95)] ?? 0, failed };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
