/** Papers to print and sign: A4, Chinese and Latin, with page numbers. */
export type { Block, Column, Paper } from "./paper.ts";
export { writePdf } from "./write.ts";
