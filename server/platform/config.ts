import path from "node:path";
import { z } from "zod";

const flag = (fallback: boolean) =>
  z
    .enum(["true", "false"])
    .default(fallback ? "true" : "false")
    .transform((value) => value === "true");

const serverUrl = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    message: `must begin with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`,
  });

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgresql://")
    .optional(),
  /** Read replica for lists and reports; the main database where it is not set. */
  DATABASE_READ_URL: z.string().optional(),
  YOUZHANG_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  YOUZHANG_HOST: z.string().default("127.0.0.1"),
  YOUZHANG_DATA: z.string().default("data"),
  YOUZHANG_DEMO: z.enum(["none", "small", "full"]).default("full"),
  /** Which pack the demo company runs on when it is first loaded: its code or its folder in `policies/`. */
  YOUZHANG_DEMO_POLICY: z.string().default("broadcaster"),
  YOUZHANG_WEB: flag(true),
  YOUZHANG_WORKER: flag(true),
  /** Address under which browsers reach the product; decides whether cookies are `Secure`. */
  YOUZHANG_PUBLIC_URL: z.url().optional(),
  /** 32 bytes in base64: the key that wraps all data keys. Kept in the data folder where it is not set. */
  YOUZHANG_MASTER_KEY: z.base64().optional(),
  YOUZHANG_LOG: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
  /** Requests a minute for one person; 0 means no limit. */
  YOUZHANG_RATE_LIMIT: z.coerce.number().int().min(0).default(3000),
  YOUZHANG_OIDC_ISSUER: z.url().optional(),
  YOUZHANG_OIDC_CLIENT_ID: z.string().optional(),
  YOUZHANG_OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the button on the sign-in screen calls it; the issuer's host where it is not set. */
  YOUZHANG_OIDC_NAME: z.string().max(50).optional(),
  /** Where e-mail leaves: `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://...:465`. */
  YOUZHANG_SMTP_URL: serverUrl("smtp", "smtps").optional(),
  /** Where e-mail arrives: `imaps://user:password@host/INBOX`. */
  YOUZHANG_IMAP_URL: serverUrl("imap", "imaps").optional(),
  /** Whom e-mail comes from: `name@example.com`, or a name before it in `<>`. */
  YOUZHANG_MAIL_FROM: z
    .string()
    .regex(
      /^[^<>@\s]+@[^<>@\s]+$|^[^<>@]*<[^<>@\s]+@[^<>@\s]+>$/,
      "must be name@example.com or Name <name@example.com>",
    )
    .optional(),
  /** The most e-mails of one sender in an hour that are taken as said by a person. */
  YOUZHANG_MAIL_HOURLY: z.coerce.number().int().min(1).default(20),
  /** The largest attachment that is kept, in MB. */
  YOUZHANG_ATTACHMENT_MB: z.coerce.number().int().min(1).max(100).default(25),
  /** Text messages over Tencent Cloud; without it they only stand in the outbox. */
  YOUZHANG_SMS_TENCENT_ID: z.string().min(1).optional(),
  YOUZHANG_SMS_TENCENT_KEY: z.string().min(1).optional(),
  YOUZHANG_SMS_TENCENT_APP: z.string().min(1).optional(),
  /** The registered signature. */
  YOUZHANG_SMS_TENCENT_SIGN: z.string().min(1).optional(),
  /** Number of a registered text that has one place for everything; for messages without one of their own. */
  YOUZHANG_SMS_TENCENT_TEXT: z.string().min(1).optional(),
  YOUZHANG_SMS_TENCENT_URL: z.url().default("https://sms.tencentcloudapi.com"),
});

export type Config = ReturnType<typeof readConfig>;

/** The whole configuration, checked once at the start; an error names each wrong variable. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    readUrl: env.DATABASE_READ_URL,
    port: env.YOUZHANG_PORT,
    host: env.YOUZHANG_HOST,
    dataDir: path.resolve(env.YOUZHANG_DATA),
    demo: env.YOUZHANG_DEMO,
    demoPolicy: env.YOUZHANG_DEMO_POLICY,
    web: env.YOUZHANG_WEB,
    worker: env.YOUZHANG_WORKER,
    publicUrl: env.YOUZHANG_PUBLIC_URL,
    masterKey: env.YOUZHANG_MASTER_KEY,
    log: env.YOUZHANG_LOG,
    rateLimit: env.YOUZHANG_RATE_LIMIT,
    oidc:
      env.YOUZHANG_OIDC_ISSUER && env.YOUZHANG_OIDC_CLIENT_ID
        ? {
            issuer: env.YOUZHANG_OIDC_ISSUER,
            clientId: env.YOUZHANG_OIDC_CLIENT_ID,
            clientSecret: env.YOUZHANG_OIDC_CLIENT_SECRET,
            name: env.YOUZHANG_OIDC_NAME ?? new URL(env.YOUZHANG_OIDC_ISSUER).hostname,
          }
        : undefined,
    mail: {
      smtpUrl: env.YOUZHANG_SMTP_URL,
      imapUrl: env.YOUZHANG_IMAP_URL,
      from: env.YOUZHANG_MAIL_FROM,
      hourly: env.YOUZHANG_MAIL_HOURLY,
    },
    attachmentBytes: env.YOUZHANG_ATTACHMENT_MB * 1024 * 1024,
    sms:
      env.YOUZHANG_SMS_TENCENT_ID && env.YOUZHANG_SMS_TENCENT_KEY && env.YOUZHANG_SMS_TENCENT_APP
        ? {
            url: env.YOUZHANG_SMS_TENCENT_URL,
            secretId: env.YOUZHANG_SMS_TENCENT_ID,
            secretKey: env.YOUZHANG_SMS_TENCENT_KEY,
            app: env.YOUZHANG_SMS_TENCENT_APP,
            sign: env.YOUZHANG_SMS_TENCENT_SIGN,
            text: env.YOUZHANG_SMS_TENCENT_TEXT,
          }
        : undefined,
  } as const;
}
