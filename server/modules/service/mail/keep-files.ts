import { rm } from "node:fs/promises";
import type { Context } from "../../../platform/context.ts";
import { filePath, insertFile, receiveFile, refusals, scanBytes } from "../../../platform/files/index.ts";
import { newId } from "../../../platform/ids.ts";
import type { MailAttachment } from "../../../platform/mail/index.ts";
import { sizeText } from "./mail.rules.ts";
import type { RefusedPart } from "./mail.store.ts";

export type KeptFile = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: bigint;
  readonly contentId?: string | null;
};

/** Files of one letter: written as they come, and gone again where the letter is not kept. */
export class LetterFiles {
  readonly kept: KeptFile[] = [];
  readonly refused: RefusedPart[] = [];
  readonly #ctx: Context;
  readonly #paths: string[] = [];
  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  async add({ name: given, bytes, contentId }: MailAttachment): Promise<void> {
    const { name, mediaType, refused } = await scanBytes(given, bytes, this.#ctx.services.config.attachmentBytes);
    if (refused) this.refused.push({ name, size: bytes.length, reason: refused });
    else this.kept.push({ ...(await this.write(name, mediaType, bytes)), contentId });
  }

  async write(name: string, mediaType: string, bytes: Buffer): Promise<KeptFile> {
    const id = newId();
    const target = filePath(this.#ctx.services.config, id);
    this.#paths.push(target);
    const { size, sha256 } = await receiveFile(target, inOne(bytes));
    await insertFile(this.#ctx, { id, name, mediaType, size, sha256, expiresAt: null });
    return { id, name, mediaType, size };
  }

  async remove(): Promise<void> {
    for (const path of this.#paths) await rm(path, { force: true });
  }
}

async function* inOne(bytes: Buffer) {
  yield bytes;
}

/** For the colleague who works on the ticket. */
export const refusalNote = (refused: readonly RefusedPart[]): string =>
  refused
    .map(({ name, size, reason }) => {
      const why = refusals[reason as keyof typeof refusals];
      return `附件未保留：${name}（${sizeText(size)}，${why.zh}）`;
    })
    .join("\n");
