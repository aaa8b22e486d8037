import { kept } from "./thing.store.ts";
export const thing: number = typeof kept === "number" ? 1 : 2;
