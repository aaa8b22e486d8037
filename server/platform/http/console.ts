import fastifyStatic from "@fastify/static";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { App } from "./route.ts";

const built = (name: string) => fileURLToPath(new URL(`../../../${name}/dist`, import.meta.url));

/** Serves the built console and the customers' portal; an address that is no file is one of their screens. */
export async function serveConsole(app: App): Promise<void> {
  const [console, portal] = [built("console"), built("portal")];
  if (!existsSync(console)) return;
  const kept = { wildcard: false, cacheControl: true, maxAge: "1h", immutable: false } as const;
  await app.register(fastifyStatic, { root: console, ...kept });
  if (existsSync(portal)) {
    await app.register(fastifyStatic, { root: portal, prefix: "/portal/", decorateReply: false, ...kept });
    for (const url of ["/portal", "/portal/*"])
      app.get(url, { schema: { hide: true } }, (request, reply) =>
        request.url.startsWith("/portal/assets/")
          ? reply.callNotFound()
          : reply.sendFile("index.html", portal, { maxAge: 0 }),
      );
  }
  app.get("/*", { schema: { hide: true } }, (request, reply) =>
    /^\/(api|assets)\//.test(request.url) ? reply.callNotFound() : reply.sendFile("index.html", { maxAge: 0 }),
  );
}
