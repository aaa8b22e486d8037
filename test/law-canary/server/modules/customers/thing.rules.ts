import { kept } from "./thing.store.ts";
export const rule = kept;
