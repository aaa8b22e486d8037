import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { randomUUID } from "node:crypto";
import { isDatabaseAway } from "../db.ts";
import { AppError, problemOf } from "../errors.ts";
import type { Text } from "../text.ts";

// What only a forged request brings so far: a page mark of something else, a NUL in a text.
const unreadable: [number, string, Text] = [
  400,
  "platform.unreadable_value",
  { zh: "请求中有无法读取的内容，请检查后重试。", en: "The request holds a value that cannot be read." },
];

/** What the database says, as something that a person can act upon. */
const databaseErrors: Record<string, [status: number, code: string, text: Text]> = {
  "57014": [
    503,
    "platform.too_slow",
    {
      zh: "这个查询太慢，已被停止。请增加筛选条件，或缩小时间范围。",
      en: "This took too long and was stopped. Add a filter or a shorter span of time.",
    },
  ],
  "53100": [
    507,
    "platform.disk_full",
    {
      zh: "磁盘空间已满，数据没有保存。请联系管理员。",
      en: "The disk is full and nothing was saved. Tell an administrator.",
    },
  ],
  "23505": [409, "platform.duplicate", { zh: "已有相同的记录。", en: "There is such a record already." }],
  "23503": [
    409,
    "platform.still_used",
    {
      zh: "还有其他记录在使用它，或所引用的记录不存在。",
      en: "Other records still use it, or what it refers to is gone.",
    },
  ],
  "22021": unreadable,
  "22P02": unreadable,
  "22P05": unreadable,
  "40001": [
    409,
    "platform.try_again",
    {
      zh: "同一时间有人改动了相同的数据，请再试一次。",
      en: "Somebody changed the same data at this moment; please try again.",
    },
  ],
  "40P01": [
    409,
    "platform.try_again",
    {
      zh: "同一时间有人改动了相同的数据，请再试一次。",
      en: "Somebody changed the same data at this moment; please try again.",
    },
  ],
};
const away: [number, string, Text] = [
  503,
  "platform.database_away",
  { zh: "数据库暂时无法连接，请稍后再试。", en: "The database cannot be reached; please try again shortly." },
];

export function errorHandler(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) {
  const known = error instanceof AppError ? error : translate(error);
  if (known.status >= 500 && process.env.YOUZHANG_DEBUG) console.error(error); // never set where real data are
  const reference = known.status >= 500 ? randomUUID().slice(0, 8) : undefined;
  // The message of a foreign error may quote data: the log gets its name, code and where it arose.
  if (reference)
    request.log.error({
      reference,
      name: error.name,
      code: (error as FastifyError).code,
      at: error.stack
        ?.match(/\n\s+at .*/g)
        ?.slice(0, 6)
        .join(""),
    });
  return reply
    .code(known.status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(JSON.stringify({ ...problemOf(known, request.language ?? "zh"), ...(reference && { reference }) }));
}

function translate(error: FastifyError): AppError {
  const code = String(error.code ?? "");
  const known = databaseErrors[code] ?? (isDatabaseAway(error) ? away : undefined);
  if (known) return new AppError(known[1], known[0], { text: known[2] });
  const status = error.statusCode;
  if (status === 413)
    return new AppError("platform.too_large", 413, {
      text: { zh: "内容太大，超过了允许的上限。", en: "This is larger than allowed." },
    });
  if (status === 415)
    return new AppError("platform.media_type", 415, {
      text: { zh: "不支持这种内容格式。", en: "This kind of content is not supported." },
    });
  if (status === 429)
    return new AppError("platform.too_many", 429, {
      text: { zh: "操作太频繁，请稍候再试。", en: "Too many requests; please wait a moment." },
    });
  if (status && status < 500)
    return new AppError("platform.bad_request", status, {
      text: { zh: "请求的格式有误，无法读取。", en: "The request cannot be read." },
    });
  return new AppError("platform.unexpected", 500, {
    text: {
      zh: "系统出现意外错误，内容没有保存。请把参考号告诉管理员。",
      en: "Something went wrong and nothing was saved. Give the reference to an administrator.",
    },
  });
}
