/** A photo of a phone has a few megabytes; nothing larger is one. */
export const mostPhotoBytes = 20 * 1024 ** 2;

const starts = (bytes: Buffer, at: number, ...magic: readonly number[]) =>
  magic.every((byte, index) => bytes[at + index] === byte);

/** What an image is by its first bytes, whatever its name says; undefined for everything else. */
export function imageType(bytes: Buffer): "image/jpeg" | "image/png" | "image/webp" | undefined {
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  if (bytes.subarray(0, 4).toString("latin1") === "RIFF" && bytes.subarray(8, 12).toString("latin1") === "WEBP")
    return "image/webp";
  return undefined;
}

/** A drawn signature: a small PNG with something on it. An empty canvas compresses to next to nothing. */
export const mostSignatureBytes = 200 * 1024;
export const isSignature = (png: Buffer): boolean => imageType(png) === "image/png" && png.length <= mostSignatureBytes;
