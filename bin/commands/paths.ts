import path from "node:path";

/** A file or folder as whoever typed the command means it: seen from where they stood, not from the project's root. */
export const typed = (name: string): string => path.resolve(process.env.YOUZHANG_CALLED_FROM ?? ".", name);
