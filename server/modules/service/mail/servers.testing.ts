import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Debian's, where they are installed (bin/prepare-mail). */
export const hasMailServers = existsSync("/usr/sbin/exim4") && existsSync("/usr/lib/dovecot/imap-login");

const domains = ["youzhang.example", "customer.example"];
const password = "of-the-desk@/1";

/**
 * Exim takes letters over SMTP for two domains and puts them into folders that Dovecot shows over IMAP: real servers, on
 * free ports of this machine, as a plain user, with everything in a folder that goes with them.
 */
export async function startMailServers() {
  const folder = await mkdtemp(path.join(tmpdir(), "youzhang-mail-"));
  // Mail servers refuse to deliver as root; nobody will do.
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { name: "nobody", uid: 65534, gid: 65534 } : { ...userInfo(), name: userInfo().username };
  const own = async (name: string) => {
    await mkdir(path.join(folder, name), { recursive: true });
    await chown(path.join(folder, name), user.uid, user.gid);
  };
  await chmod(folder, 0o755);
  for (const name of ["", "spool", "log", "mail", "run", "state"]) await own(name);
  const [smtp, imap] = [await freePort(), await freePort()];
  await writeFile(path.join(folder, "exim.conf"), eximConfig(folder, smtp, user), { mode: 0o644 });
  await writeFile(path.join(folder, "dovecot.conf"), dovecotConfig(folder, imap, user), { mode: 0o644 });
  const addresses = domains.flatMap((domain) => ["desk", "ou"].map((name) => `${name}@${domain}`));
  await writeFile(path.join(folder, "users"), addresses.map((one) => `${one}:{PLAIN}${password}::::::\n`).join(""), {
    mode: 0o644,
  });

  const run = async (command: string, args: string[], port: number) => {
    const as = [`--reuid=${user.uid}`, `--regid=${user.gid}`, `--groups=${user.gid}`];
    const [name, ...words] = isRoot ? ["setpriv", ...as, command, ...args] : [command, ...args];
    const child = spawn(name!, words, { stdio: ["ignore", "ignore", "pipe"], cwd: folder });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 200 || child.exitCode !== null) throw new Error(`${command} does not answer: ${said}`);
      await pause(50);
    }
    return child;
  };
  const startSmtp = () => run("/usr/sbin/exim4", ["-C", path.join(folder, "exim.conf"), "-bdf", "-q1s"], smtp);
  let mta: ChildProcess | undefined = await startSmtp();
  const store = await run("/usr/sbin/dovecot", ["-F", "-c", path.join(folder, "dovecot.conf")], imap);

  const box = (address: string) => path.join(folder, "mail", address, "new");
  return {
    smtpPort: smtp,
    smtpUrl: (secret = password) => `smtp://desk:${encodeURIComponent(secret)}@127.0.0.1:${smtp}`,
    imapUrl: (secret = password) =>
      `imap://${encodeURIComponent("desk@youzhang.example")}:${encodeURIComponent(secret)}@127.0.0.1:${imap}`,
    stopSmtp: async () => {
      await ended(mta);
      mta = undefined;
    },
    startSmtp: async () => void (mta = await startSmtp()),
    /** Letters in a box, oldest first, as they lie on the disk; waits until there are so many. */
    letters: async (address: string, atLeast = 0): Promise<string[]> => {
      for (let tries = 0; ; tries++) {
        const names = (await readdir(box(address)).catch(() => [] as string[])).sort();
        if (names.length >= atLeast || tries > 200)
          return Promise.all(names.map((name) => readFile(path.join(box(address), name), "utf8")));
        await pause(50);
      }
    },
    /** Puts a letter into a box past SMTP. */
    drop: async (address: string, letter: Buffer) => {
      for (const name of ["cur", "new", "tmp"]) await own(path.join("mail", address, name));
      await own(path.join("mail", address));
      const file = path.join(box(address), `${Date.now()}.${process.hrtime.bigint()}.test`);
      await writeFile(file, letter);
      await chown(file, user.uid, user.gid);
    },
    close: async () => {
      await Promise.all([ended(mta), ended(store)]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type User = { name: string; uid: number; gid: number };

const eximConfig = (folder: string, port: number, { uid, gid }: User) => `
primary_hostname = mail.youzhang.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/run/exim.pid
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
domainlist local_domains = ${domains.join(" : ")}
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = 120M
keep_environment =
admin_groups = ${gid}
exim_user = ${uid}
exim_group = ${gid}
deliver_drop_privilege = true
acl_smtp_rcpt = rcpt
acl_smtp_data = data
begin acl
rcpt:
  deny    senders = *@youzhang.example
         !authenticated = *
  deny    local_parts = full
          message = mailbox is full
  accept  domains = +local_domains
  deny
data:
  accept
begin routers
local:
  driver = accept
  domains = +local_domains
  local_parts = desk : ou
  transport = boxes
begin transports
boxes:
  driver = appendfile
  directory = ${folder}/mail/\${local_part_data}@\${domain_data}
  maildir_format
  create_directory
  user = ${uid}
  group = ${gid}
begin retry
* * F,2h,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{desk}}{eq{$auth3}{${password}}}}}
  server_set_id = $auth2
`;

const dovecotConfig = (folder: string, port: number, { name }: User) => `
protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log/dovecot
ssl = no
disable_plaintext_auth = no
default_internal_user = ${name}
default_internal_group = ${name === "nobody" ? "nogroup" : name}
default_login_user = ${name}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = home=${folder}/mail/%u allow_all_users=yes
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve((address as { port: number }).port));
    });
  });
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });

/** A program that we started, and no other, is told to stop. */
async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
}
