import { setTimeout as pause } from "node:timers/promises";
import { modules } from "../../server/app.ts";
import { systemActor } from "../../server/platform/actor.ts";
import { write } from "../../server/platform/context.ts";
import { masterKey } from "../../server/platform/crypto/master-key.ts";
import { reseal } from "../../server/platform/crypto/reseal.ts";
import { addSealingKey, learnsWithinMs, useSealingKey } from "../../server/platform/crypto/vault.ts";
import { nobody } from "../../server/platform/ids.ts";
import { backup, restore } from "../../server/platform/backup/backup.ts";
import { migrate } from "../../server/platform/migrate.ts";
import { command, type Common, voiceOf, withDatabase, withServices } from "./command.ts";
import { typed } from "./paths.ts";

export const migrateCommand = command("migrate", "bring the database to this program's version").action(
  (options: Common) =>
    withDatabase(options, async (url) => {
      const applied = await migrate(url);
      voiceOf(Boolean(options.json)).result(
        { applied },
        applied.length ? applied.map((name) => `applied ${name}`) : ["nothing to do"],
      );
    }),
);

export const backupCommand = command(
  "backup",
  "copy everything as of this instant into a new folder, while the product runs",
)
  .argument("<folder>", "a folder that does not exist yet")
  .option("--no-files", "leave out uploaded and exported files")
  .addHelpText(
    "after",
    "\nThe master key is never in it: without that key, kept in another place, sealed values cannot be read again.",
  )
  .action((folder: string, options: Common & { files: boolean }) =>
    withDatabase(options, async (url, config) => {
      const voice = voiceOf(Boolean(options.json));
      const manifest = await backup({
        url,
        dataDir: config.dataDir,
        folder: typed(folder),
        withFiles: options.files,
        onProgress: voice.progress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      voice.result({ folder, tables: manifest.tables.length, rows, files: manifest.files }, [
        `${rows.toLocaleString("en")} rows of ${manifest.tables.length} tables and ${manifest.files} files are in ${folder}`,
        `The master key is not: keep ${config.dataDir}/keys/master.key in another safe place.`,
      ]);
    }),
  );

export const restoreCommand = command("restore", "load a backup into an empty installation and compare every table")
  .argument("<folder>", "a backup made by `backup`")
  .action((folder: string, options: Common) =>
    withDatabase(options, async (url, config) => {
      const voice = voiceOf(Boolean(options.json));
      const manifest = await restore({
        url,
        dataDir: config.dataDir,
        folder: typed(folder),
        onProgress: voice.progress,
      });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      voice.result({ tables: manifest.tables.length, rows, files: manifest.files }, [
        `${rows.toLocaleString("en")} rows restored; all ${manifest.tables.length} tables equal the backup`,
      ]);
    }),
  );

export const keysCommand = command(
  "rotate-key",
  "seal with a new data key from now on, and seal all present values anew",
).action((options: Common) =>
  withServices(options, async (services) => {
    const voice = voiceOf(Boolean(options.json));
    const master = await masterKey(services.config.dataDir, services.config.masterKey);
    const id = await addSealingKey(services.pool, master);
    voice.progress(0, null, "waiting until every running server knows the key");
    await pause(learnsWithinMs * 2);
    await write(services, { actor: systemActor("command line") }, async (ctx) => {
      await useSealingKey(ctx.query, id);
      await ctx.emit({
        kind: "platform.key.rotated",
        subjectType: "installation",
        subjectId: nobody,
        data: { key: id },
      });
    });
    // A server may seal with the old key until it learns of the change: then its values are found by the pass after that.
    await pause(learnsWithinMs * 2);
    const sealed = await reseal(
      services,
      modules.flatMap((module) => module.sealed ?? []),
      (done) => voice.progress(done, null, "values sealed anew"),
    );
    voice.result({ key: id, sealed }, [
      `data key ${id} is in use; ${sealed.toLocaleString("en")} values were sealed anew`,
    ]);
  }),
);
