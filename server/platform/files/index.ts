export { type FileRow, findFile, insertFile } from "./file.store.ts";
export { fileRoutes, uploadDays } from "./files.http.ts";
export { filePath, keepFile, receiveFile } from "./receive.ts";
export { type Refusal, refusals, scanBytes, scanFile } from "./scan.ts";
export { sweepFiles } from "./sweep.ts";
