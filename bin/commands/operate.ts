import { masterKey, rotateSealingKey } from "../../server/platform/crypto/vault.ts";
import { backup, restore } from "../../server/platform/backup/backup.ts";
import { migrate } from "../../server/platform/migrate.ts";
import { command, type Common, voiceOf, withDatabase, withServices } from "./command.ts";

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
  .action((folder: string, options: Common) =>
    withDatabase(options, async (url, config) => {
      const voice = voiceOf(Boolean(options.json));
      const manifest = await backup({ url, dataDir: config.dataDir, folder, onProgress: voice.progress });
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
      const manifest = await restore({ url, dataDir: config.dataDir, folder, onProgress: voice.progress });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      voice.result({ tables: manifest.tables.length, rows, files: manifest.files }, [
        `${rows.toLocaleString("en")} rows restored; all ${manifest.tables.length} tables equal the backup`,
      ]);
    }),
  );

export const keysCommand = command("rotate-key", "seal everything written from now on with a new data key").action(
  (options: Common) =>
    withServices(options, async (services) => {
      const id = await rotateSealingKey(
        services.pool,
        await masterKey(services.config.dataDir, services.config.masterKey),
      );
      voiceOf(Boolean(options.json)).result({ key: id }, [
        `data key ${id} is in use; restart the server so that it writes with it`,
      ]);
    }),
);
