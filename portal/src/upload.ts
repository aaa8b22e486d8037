import { Refused } from "./api.ts";
import { language } from "./language.ts";
import { texts } from "./texts.ts";

export type Uploaded = { readonly id: string; readonly name: string; readonly size: number };

/** So large may one file be; the server says the same. */
export const mostBytes = 20 * 1024 * 1024;
export const mostFiles = 10;
/** Photos first: a phone offers its camera. */
export const accept = "image/*,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv,.zip,audio/*,video/*";

/** Sends one file and tells how much of it is there, from 0 to 1. @throws Refused with the server's own words */
export function upload(
  url: string,
  file: File,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  const away = () => new Refused({ title: texts.failed[language()], status: 0 });
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("accept-language", language());
    request.setRequestHeader("x-requested-by", "youzhang");
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
    request.addEventListener("load", () => {
      const body = request.response as (Uploaded & { title?: string }) | null;
      if (request.status === 201 && body) done(body);
      else fail(body?.title ? new Refused({ title: body.title, status: request.status }) : away());
    });
    for (const event of ["error", "abort"] as const) request.addEventListener(event, () => fail(away()));
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}
