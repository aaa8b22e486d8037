import { expect, type Page, test as base } from "@playwright/test";
import type { Text } from "../console/src/texts/text.ts";

/** Signs in as the demo person of a role, without the sign-in screen. */
type SignIn = (role: string) => Promise<void>;

type Journey = {
  /** A text of the console in this project's language. */
  say: (text: Text, values?: Record<string, string | number>) => string;
  signIn: SignIn;
  /** True at 390 pixels. */
  phone: boolean;
  /** Distinguishes what this project makes. */
  mark: string;
};

export const password = "youzhang demo";
export const emailOf = (role: string): string => `${role.replaceAll("_", ".")}@demo.example`;

export const test = base.extend<Journey>({
  say: async ({ locale }, use) => {
    const language = locale?.startsWith("en") ? "en" : "zh";
    await use((text, values = {}) => text[language].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])));
  },
  phone: async ({ viewport }, use) => use((viewport?.width ?? 0) < 768),
  mark: async ({ locale: _ }, use, info) => use(info.project.name.replace(/\W/g, "")),
  signIn: async ({ context }, use) => {
    await use(async (role) => {
      const reply = await context.request.post("/api/v1/sessions", { data: { email: emailOf(role), password } });
      expect(reply.status(), await reply.text()).toBe(201);
    });
  },
});

export { expect };

export const header = { "x-requested-by": "youzhang" };

/** Enters a customer as whoever is signed in; answers the id. */
export async function enterCustomer(page: Page, name: string, phone: string): Promise<string> {
  const reply = await page.context().request.post("/api/v1/customers", {
    headers: header,
    data: {
      facts: { kind: "person", name },
      contacts: [{ kind: "phone", value: phone, isPrimary: true }],
      addresses: [],
      consents: [{ purpose: "service", notice: "2026-01", evidenceKind: "signature", evidence: "受理单" }],
    },
  });
  expect(reply.status(), await reply.text()).toBe(201);
  return ((await reply.json()) as { customerId: string }).customerId;
}

/** Nothing may stick out at the side. */
export async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(1);
}
