import type { App } from "./route.ts";

const contentSecurity = [
  "default-src 'self'",
  "script-src 'self'",
  "script-src-attr 'none'",
  // Ant Design writes its styles at run time.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'self'",
].join("; ");

/** The headers that tell browsers to be strict (OWASP's list); written once, since they are the same on every reply. */
export function secureReplies(app: App, publicUrl: string | undefined): void {
  const headers = {
    "content-security-policy": contentSecurity,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-dns-prefetch-control": "off",
    "x-permitted-cross-domain-policies": "none",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(publicUrl?.startsWith("https") && { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
  };
  // What the interface answers is personal data more often than not: no browser or proxy keeps it.
  const unkept = { ...headers, "cache-control": "no-store" };
  app.addHook(
    "onRequest",
    async (request, reply) => void reply.headers(request.url.startsWith("/api/") ? unkept : headers),
  );
}
