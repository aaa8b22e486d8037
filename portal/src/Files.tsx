import { useEffect, useRef, useState } from "react";
import type { Refused, Schema } from "./api.ts";
import { useTexts } from "./language.ts";
import { accept, mostBytes, mostFiles, upload, type Uploaded } from "./upload.ts";

type Sending = {
  readonly key: string;
  readonly file?: File;
  readonly name: string;
  readonly size: number;
  readonly part: number;
  readonly done?: Uploaded;
  readonly problem?: string;
  readonly mayAgain?: boolean;
};
export type Files = ReturnType<typeof useFiles>;

/** Files that go with what is written: each is sent as soon as it is chosen. `kept` were sent before the page was loaded anew. */
export function useFiles(
  url: string,
  kept: readonly Uploaded[] = [],
  changed: (done: readonly Uploaded[]) => void = () => {},
) {
  const { say } = useTexts();
  const [list, setList] = useState<readonly Sending[]>(() =>
    kept.map((done) => ({ key: done.id, name: done.name, size: done.size, part: 1, done })),
  );
  const now = useRef(list);
  const aborts = useRef(new Map<string, AbortController>());
  const set = (next: readonly Sending[]) => {
    now.current = next;
    setList(next);
  };
  const change = (key: string, part: Partial<Sending>) =>
    set(now.current.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const tell = () => changed(doneOf(now.current));
  useEffect(() => () => aborts.current.forEach((one) => one.abort()), []);

  const send = async (key: string, file: File) => {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      const done = await upload(url, file, (part) => change(key, { part }), abort.signal);
      change(key, { part: 1, done });
      tell();
    } catch (error) {
      const { message, status } = error as Refused;
      // What was refused for what it is will be refused again.
      change(key, { problem: message, mayAgain: status === 0 || status === 429 || status >= 500 });
    }
  };
  const problemOf = (file: File, count: number): string | undefined => {
    if (count >= mostFiles) return say("tooMany", { most: mostFiles });
    if (file.size > mostBytes) return say("tooLarge", { name: file.name, most: mostBytes / 1024 ** 2 });
    return undefined;
  };
  return {
    list,
    /** Their ids, to be sent along. */
    ids: doneOf(list).map((one) => one.id),
    busy: list.some((one) => !one.done && !one.problem),
    add: (chosen: readonly File[]) => {
      for (const file of chosen) {
        const key = `${Date.now()} ${Math.random()}`;
        const problem = problemOf(file, now.current.filter((one) => !one.problem).length);
        const row = { key, file, name: file.name, size: file.size, part: 0 };
        set([...now.current, problem ? { ...row, problem } : row]);
        if (!problem) void send(key, file);
      }
    },
    again: (key: string) => {
      const one = now.current.find((row) => row.key === key);
      if (!one?.file) return;
      set(
        now.current.map(({ problem, ...row }) =>
          row.key === key ? { ...row, part: 0 } : { ...row, ...(problem && { problem }) },
        ),
      );
      void send(key, one.file);
    },
    drop: (key: string) => {
      aborts.current.get(key)?.abort();
      set(now.current.filter((one) => one.key !== key));
      tell();
    },
    clear: () => {
      set([]);
      tell();
    },
  };
}

const doneOf = (list: readonly Sending[]): Uploaded[] => list.flatMap((one) => (one.done ? [one.done] : []));

/** The button that adds files, and how each of them stands. */
export function FilePicker({ files }: { files: Files }) {
  const { say } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="files">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={say("addFiles")}
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {files.list.length > 0 && (
        <ul>
          {files.list.map((one) => (
            <li key={one.key} className={one.problem ? "file wrong" : "file"}>
              <span className="file-name">{one.name}</span>
              <span className="quiet file-size">{sizeOf(one.size)}</span>
              <button
                type="button"
                className="plain file-drop"
                aria-label={say("dropFile", { name: one.name })}
                title={say("dropFile", { name: one.name })}
                onClick={() => files.drop(one.key)}
              >
                ×
              </button>
              {one.problem ? (
                <p className="problem" role="alert">
                  {one.problem}
                  {one.mayAgain && (
                    <button type="button" className="plain" onClick={() => files.again(one.key)}>
                      {say("retry")}
                    </button>
                  )}
                </p>
              ) : (
                !one.done && <progress max={1} value={one.part} aria-label={say("sendingFile", { name: one.name })} />
              )}
            </li>
          ))}
        </ul>
      )}
      <button type="button" onClick={() => input.current?.click()}>
        {say("addFiles")}
      </button>
      <small className="quiet">{say("filesHint", { most: mostBytes / 1024 ** 2 })}</small>
    </div>
  );
}

type Given = Schema<"OwnTicketPage">["files"][number];

/** Files that went between the customer and us: pictures are shown, the rest is kept by a click. */
export function GivenFiles({ files, urlOf }: { files: readonly Given[]; urlOf: (id: string) => string }) {
  if (!files.length) return null;
  return (
    <ul className="given">
      {files.map((one) => (
        <li key={one.id}>
          <a href={urlOf(one.id)} target="_blank" rel="noreferrer" title={one.name}>
            {shows(one.mediaType) && <img src={urlOf(one.id)} alt="" loading="lazy" />}
            <span className="file-name">{one.name}</span>
            <span className="quiet file-size">{sizeOf(one.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const shows = (type: string): boolean => /^image\/(png|jpeg|gif|webp|bmp)$/.test(type);
const sizeOf = (bytes: number): string =>
  bytes < 1024 ** 2 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
