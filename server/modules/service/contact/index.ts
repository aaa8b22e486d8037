import type { Part } from "../part.ts";

export const contactPart: Part = {};
