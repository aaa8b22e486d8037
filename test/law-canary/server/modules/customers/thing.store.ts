import { thing } from "./thing.http.ts";
export const kept = thing;
