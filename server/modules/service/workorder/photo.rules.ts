/** A photo of a phone has a few megabytes; nothing larger is one. */
export const mostPhotoBytes = 20 * 1024 ** 2;
/** What browsers show. */
export const photoTypes: readonly string[] = ["image/jpeg", "image/png", "image/webp"];

/** A drawn signature has a few kilobytes. */
export const mostSignatureBytes = 200 * 1024;
