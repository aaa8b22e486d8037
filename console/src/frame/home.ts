import type { Me } from "./me.ts";
import { work } from "./work.tsx";

/** Where a person begins: the first kind of work that is theirs. */
export const home = (me: Me): string =>
  work.find((one) => !one.grants || one.grants.some((grant) => me.grants.includes(grant)))?.to ?? "/settings";
