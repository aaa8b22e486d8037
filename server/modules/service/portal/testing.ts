import type { testApp } from "../../../../test/app.ts";

type Tested = Pick<Awaited<ReturnType<typeof testApp>>, "call" | "callWith" | "pool" | "services">;

/** A customer at their phone: signs in by the code that was sent, and calls routes. */
export async function customerAt(t: Tested, phone: string) {
  const sent = await t.call("POST", "/portal/codes", { phone });
  if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
  const { rows } = await t.pool.query(
    "select secrets from service.message where template = 'portal-code' order by id desc limit 1",
  );
  const { code } = JSON.parse(t.services.vault.open(rows[0].secrets, "message.secrets")).places;
  const { status, body } = await t.call("POST", "/portal/sessions", { phone, code });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return t.callWith(body.token as string);
}

const edge = "----edge";
/** One file as a browser sends it, after the fields given: payload and headers. */
export const oneFile = (name: string, bytes: Buffer | string, fields: Readonly<Record<string, string>> = {}) =>
  [
    Buffer.concat([
      ...Object.entries(fields).map(([key, value]) =>
        Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`),
      ),
      Buffer.from(
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from(`\r\n--${edge}--\r\n`),
    ]),
    { "content-type": `multipart/form-data; boundary=${edge}` },
  ] as const;

export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
