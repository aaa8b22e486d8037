import type { Part } from "../part.ts";

export const reportPart: Part = {};
