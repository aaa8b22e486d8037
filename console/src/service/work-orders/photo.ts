import { send } from "../../api.ts";

const longestSide = 2_000;

/**
 * A photo as it is sent: no larger than a screen can show, and without what the camera writes beside it (place, device).
 * What is no picture is sent as it is, so that the server says so.
 */
async function smaller(file: File): Promise<Blob> {
  const image = await createImageBitmap(file).catch(() => undefined);
  if (!image) return file;
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return (await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.85))) ?? file;
}

/** Adds a photo to an order, and to one of its steps. */
export async function sendPhoto(orderId: string, file: File, stepId?: string): Promise<void> {
  const form = new FormData();
  form.append("file", await smaller(file), "photo.jpg");
  await send("POST", `/api/v1/work-orders/${orderId}/photos${stepId ? `?stepId=${stepId}` : ""}`, form);
}
