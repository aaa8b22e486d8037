import { type AppError, conflict } from "../../platform/errors.ts";

/** A colleague was quicker than the version that the caller saw. */
export const changedMeanwhile = (version: number): AppError =>
  conflict(
    "service.changed",
    {
      zh: "内容已被他人修改，请查看最新内容后再保存。",
      en: "Somebody changed this meanwhile; look at it again before you save.",
    },
    { version },
  );
