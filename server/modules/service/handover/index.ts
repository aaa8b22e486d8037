import type { Part } from "../part.ts";

export const handoverPart: Part = {};
