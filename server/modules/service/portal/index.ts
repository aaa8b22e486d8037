import type { Part } from "../part.ts";

export const portalPart: Part = {};
