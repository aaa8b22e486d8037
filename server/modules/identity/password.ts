import { hash, verify } from "@node-rs/argon2";
import { randomInt } from "node:crypto";
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

const rules: readonly (readonly [broken: (password: string, person: Person) => boolean, text: Text])[] = [
  [(password) => [...password].length < 10, { zh: "至少 10 个字符", en: "at least 10 characters" }],
  [(password) => password.length > 200, { zh: "不能超过 200 个字符", en: "at most 200 characters" }],
  [(password) => new Set(password).size < 5, { zh: "重复的字符太多", en: "too many repeated characters" }],
  [(password) => common.test(password), { zh: "这是常见的密码", en: "this is a common password" }],
  [containsPerson, { zh: "不能包含姓名或邮箱", en: "must not contain your name or e-mail" }],
];

type Person = { readonly name: string; readonly email: string };

function containsPerson(password: string, person: Person): boolean {
  const parts = [person.name, person.email.split("@")[0] ?? ""].map((part) => part.toLowerCase());
  // Two Chinese characters are a whole name; two Latin letters are chance.
  return parts.some(
    (part) => part.length >= (/\P{ASCII}/u.test(part) ? 2 : 3) && password.toLowerCase().includes(part),
  );
}

/** @throws AppError identity.weak_password (400) naming every rule that the password breaks */
export function demandStrong(password: string, person: Person): void {
  const broken = rules.filter(([isBroken]) => isBroken(password, person));
  if (!broken.length) return;
  throw new AppError("identity.weak_password", 400, {
    text: { zh: "密码不够安全。", en: "This password is not strong enough." },
    fields: broken.map(([, text]) => ({ field: "password", text })),
  });
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to read out once: four groups of four, without letters that look alike (79 bits). */
export const firstPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")).join(
    "-",
  );
