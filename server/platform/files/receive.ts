import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";

export const fileFolder = (config: Pick<Config, "dataDir">): string => path.join(config.dataDir, "files");
/** Where the bytes of a file lie; its id is the whole name, so that no name given by people reaches the disk. */
export const filePath = (config: Pick<Config, "dataDir">, id: string): string => path.join(fileFolder(config), id);

/** An upload may have 2 GiB. */
const mostBytes = 2 * 1024 ** 3;

const tooLarge = () =>
  new AppError("files.too_large", 413, {
    text: {
      zh: "文件超过 {limit} GB 的上限，请拆分后上传。",
      en: "The file is larger than {limit} GB: split it and upload the parts.",
    },
    values: { limit: mostBytes / 1024 ** 3 },
  });

const diskFull = () =>
  new AppError("files.disk_full", 507, {
    text: {
      zh: "磁盘空间已满，文件没有保存。请联系管理员。",
      en: "The disk is full and the file was not kept. Tell an administrator.",
    },
  });

export type Received = { readonly size: bigint; readonly sha256: Buffer };

/**
 * Keeps a stream as a file: under another name until it is complete, so that nothing half-written is ever found.
 * `write` gets the open sink and ends it. @throws AppError files.disk_full (507); files.too_large (413)
 */
export async function keepFile(
  target: string,
  write: (sink: Writable) => Promise<void>,
  open: (path: string) => Writable = (name) => createWriteStream(name, { mode: 0o600 }),
): Promise<void> {
  const part = `${target}.part`;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  try {
    await write(open(part));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw (error as { code?: string }).code === "ENOSPC" ? diskFull() : error;
  }
}

/** Keeps an upload and tells its size and SHA-256. */
export async function receiveFile(
  target: string,
  bytes: AsyncIterable<Uint8Array>,
  limit = mostBytes,
  open?: (path: string) => Writable,
): Promise<Received> {
  const hash = createHash("sha256");
  let size = 0;
  async function* measured() {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > limit) throw tooLarge();
      hash.update(piece);
      yield piece;
    }
  }
  await keepFile(target, (sink) => pipeline(measured(), sink), open);
  return { size: BigInt(size), sha256: hash.digest() };
}
