import { testApp } from "../../test/app.ts";
import { loadDemo } from "./demo.ts";

/**
 * Loads the small demo company on a policy, as the first start does, and tells which controls of the policy's bound
 * clauses show nothing in its compliance report of the last year: no promise kept, nothing decided, allowed or refused, no
 * figure. A promise that was only broken is none either, since it would be broken without anybody doing anything.
 */
export async function silentControls(policy: string): Promise<string[]> {
  const t = await testApp(new Date().toISOString(), {}, true);
  try {
    await loadDemo(t.services, "small", policy);
    const now = t.clock.now().getTime();
    const from = new Date(now - 365 * 86_400_000).toISOString();
    const call = await t.as("supervision");
    const { body } = await call("GET", `/compliance?document=${policy}&from=${from}&to=${new Date(now).toISOString()}`);
    const bound = body.chapters.flatMap((chapter: any) => chapter.clauses).filter((clause: any) => clause.bound);
    // A report without clauses would be silent in its own way.
    if (!bound.length) return ["*"];
    return bound.flatMap((clause: any) =>
      clause.controls
        .filter(
          (control: any) =>
            !control.met && !control.refused && !control.figures.some((figure: any) => figure.denominator > 0),
        )
        .map((control: any) => `${clause.number} ${control.key}`),
    );
  } finally {
    await t.close();
  }
}
