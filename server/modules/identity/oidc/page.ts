import { fill } from "../../../platform/text.ts";
import type { AppError } from "../../../platform/errors.ts";

/** A refusal as a page of its own: it ends a journey through another site, where no screen of ours is open. */
export function refusalPage(error: AppError): string {
  const { text, values = {} } = error.details;
  const say = (one: string) => escape(fill(one, values));
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>有章 · Youzhang</title>
<style>body{font:16px/1.6 "PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}@media(prefers-color-scheme:dark){body{background:#141414;color:#ddd}a{color:#69b1ff}}</style></head>
<body><h1>登录未完成</h1><p>${say(text.zh)}</p><p lang="en">${say(text.en)}</p><p><a href="/">返回登录 · Back to sign-in</a></p></body></html>
`;
}

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
