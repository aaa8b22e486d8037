import type { Part } from "../part.ts";

export const qualityPart: Part = {};
