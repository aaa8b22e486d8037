import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The system user that runs the database; undefined means the present user. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined;

const idsOf = async (user: string) => ({
  uid: Number((await run("id", ["-u", user])).stdout),
  gid: Number((await run("id", ["-g", user])).stdout),
});

/** PostgreSQL refuses to run as root: then it runs as the user `youzhang`, made when missing. */
export async function databaseOwner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  return idsOf("youzhang").catch(async () => {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "youzhang"]);
    return idsOf("youzhang");
  });
}
