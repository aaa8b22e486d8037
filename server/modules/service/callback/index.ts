import type { Part } from "../part.ts";

export const callbackPart: Part = {};
