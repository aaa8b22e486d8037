import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Vault } from "../../platform/crypto/vault.ts";

/** One way of writing for one value, so that equal numbers meet: `138 1234 5678` and `+86 13812345678`. */
export const normalise = {
  phone: (text: string): string => {
    const digits = text.replace(/[\s\-()（）.]/g, "");
    // By far the most are mainland mobiles: no library call for them.
    if (/^1\d{10}$/.test(digits)) return digits;
    if (/^(\+|00)?861\d{10}$/.test(digits)) return digits.slice(-11);
    const parsed = parsePhoneNumberFromString(digits, "CN");
    return parsed?.isPossible()
      ? parsed.country === "CN"
        ? `0${parsed.nationalNumber}`.replace(/^00/, "0")
        : parsed.number
      : digits;
  },
  email: (text: string): string => text.trim().toLowerCase(),
  social: (text: string): string => text.trim(),
  identifier: (text: string): string => text.replace(/[\s-]/g, "").toUpperCase(),
} as const;

export const contactIndex = (vault: Vault, kind: "phone" | "email" | "social", value: string) => ({
  exact: vault.blind(normalise[kind](value), `contact.${kind}`),
  tail: kind === "phone" ? vault.blind(normalise.phone(value).slice(-4), "contact.tail") : null,
});

export const identifierIndex = (vault: Vault, value: string): Buffer =>
  vault.blind(normalise.identifier(value), "identifier");
