import type { Part } from "../part.ts";

export const suggestionPart: Part = {};
