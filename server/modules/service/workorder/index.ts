import type { Part } from "../part.ts";

export const workorderPart: Part = {};
