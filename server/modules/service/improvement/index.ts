import type { Part } from "../part.ts";

export const improvementPart: Part = {};
