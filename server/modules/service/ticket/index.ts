import type { Part } from "../part.ts";

export const ticketPart: Part = {};
