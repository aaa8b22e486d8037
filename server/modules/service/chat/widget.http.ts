import { readFile } from "node:fs/promises";
import { z } from "zod";
import { notFound } from "../../../platform/errors.ts";
import type { Routes } from "../../../platform/http/route.ts";

const built = new URL("../../../../widget/dist/widget.js", import.meta.url);

/** The chat as pages of other sites embed it, and a page of our own to try it. */
export const widgetRoutes: Routes = (app) => {
  let script: Buffer | undefined;

  app.get("/widget.js", { schema: { hide: true } }, async (_request, reply) => {
    script ??= await readFile(built).catch(() => {
      throw notFound({ zh: "聊天组件", en: "widget" });
    });
    return reply
      .headers({
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=300",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
      })
      .send(script);
  });

  app.get(
    "/widget-demo",
    { schema: { hide: true, querystring: z.object({ language: z.enum(["zh", "en"]).default("zh") }) } },
    async (request, reply) => {
      if (request.reading().services.config.demo === "none") throw notFound({ zh: "这个地址", en: "address" });
      return reply.type("text/html; charset=utf-8").send(pages[request.query.language]);
    },
  );
};

const page = (lang: string, title: string, lead: string, other: string) => `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title}</title>
<style>
  body { margin: 0; font: 16px/1.7 system-ui, "PingFang SC", "Noto Sans SC", sans-serif; color: #1b2530; background: #f4f6f7; }
  main { max-width: 640px; margin: 0 auto; padding: 12vh 24px; }
  h1 { font-size: 28px; margin: 0 0 12px; }
  a { color: #176383; }
</style>
<main>
  <h1>${title}</h1>
  <p>${lead}</p>
  <p>${other}</p>
</main>
<script src="/widget.js" data-youzhang></script>
</html>
`;
const pages = {
  zh: page("zh-CN", "清河有线", "这是演示公司的网页，右下角是在线客服。", '<a href="?language=en">English</a>'),
  en: page(
    "en",
    "Qinghe Cable",
    "A page of the demo company; its web chat stands in the lower right corner.",
    '<a href="?language=zh">中文</a>',
  ),
};
