import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../../platform/errors.ts";
import type { Text } from "../../platform/text.ts";

// OWASP's floor for argon2id: 19 MiB, two passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), cost);

let decoy: Promise<string> | undefined;

/** Takes as long for somebody unknown as for somebody known, so that time does not tell who works here. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const right = await verify(stored ?? (await decoy), password.normalize("NFC")).catch(() => false);
  return Boolean(stored) && right;
}

const common = /^(password|passw0rd|qwerty|letmein|welcome|admin|abc123|iloveyou|woaini|1q2w3e4r|123456)/i;

/** @throws AppError identity.weak_password (400) saying what is missing */
export function demandStrong(password: string, person: { name: string; email: string }): void {
  const weak = (text: Text) =>
    new AppError("identity.weak_password", 400, { text: { zh: "密码不够安全。", en: "This password is not strong enough." }, fields: [{ field: "password", text }] });
  if ([...password].length < 10) throw weak({ zh: "至少 10 个字符", en: "at least 10 characters" });
  if (password.length > 200) throw weak({ zh: "不能超过 200 个字符", en: "at most 200 characters" });
  if (new Set(password).size < 5) throw weak({ zh: "重复的字符太多", en: "too many repeated characters" });
  if (common.test(password)) throw weak({ zh: "这是常见的密码", en: "this is a common password" });
  const parts = [person.name, person.email.split("@")[0] ?? ""].filter((part) => part.length >= 3);
  if (parts.some((part) => password.toLowerCase().includes(part.toLowerCase())))
    throw weak({ zh: "不能包含姓名或邮箱", en: "must not contain your name or e-mail" });
}
