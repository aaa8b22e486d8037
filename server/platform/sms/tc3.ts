import { createHash, createHmac } from "node:crypto";

const algorithm = "TC3-HMAC-SHA256";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

export type Signing = {
  readonly secretId: string;
  readonly secretKey: string;
  readonly service: string;
  readonly host: string;
  readonly action: string;
  readonly body: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
};

/** Value of the `Authorization` header of a Tencent Cloud request: `POST /` with a JSON body (signature v3). */
export function authorization({ secretId, secretKey, service, host, action, body, timestamp }: Signing): string {
  const signedHeaders = "content-type;host;x-tc-action";
  const request = [
    "POST",
    "/",
    "",
    "content-type:application/json; charset=utf-8",
    `host:${host}`,
    `x-tc-action:${action.toLowerCase()}`,
    "",
    signedHeaders,
    sha256(body),
  ].join("\n");
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const toSign = [algorithm, timestamp, scope, sha256(request)].join("\n");
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), "tc3_request");
  const signature = hmac(key, toSign).toString("hex");
  return `${algorithm} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}
