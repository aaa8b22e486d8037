import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api, ask, queries, type Refused } from "./api.ts";
import { FilePicker, useFiles } from "./Files.tsx";
import { useTexts } from "./language.ts";
import { Note } from "./parts.tsx";
import type { Uploaded } from "./upload.ts";

const kinds = ["enquiry", "complaint", "suggestion", "fault"] as const;
const draftKey = "youzhang.portal.draft";
type Draft = {
  kind: (typeof kinds)[number];
  categoryKey: string;
  subject: string;
  content: string;
  files: readonly Uploaded[];
};
const blank: Draft = { kind: "enquiry", categoryKey: "", subject: "", content: "", files: [] };

const kept = (): Draft => {
  try {
    return { ...blank, ...(JSON.parse(sessionStorage.getItem(draftKey) ?? "{}") as Partial<Draft>) };
  } catch {
    return blank;
  }
};

/** A new question, complaint, suggestion or fault; what was typed is kept until it is sent. */
export function NewTicket() {
  const { say, language } = useTexts();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(kept);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { data: categories } = useQuery({
    queryKey: ["categories"],
    queryFn: () => ask(api.GET("/api/v1/portal/categories")),
    staleTime: 600_000,
  });
  const change = (part: Partial<Draft>) =>
    setDraft((before) => {
      const next = { ...before, ...part, ...(part.kind && { categoryKey: "" }) };
      sessionStorage.setItem(draftKey, JSON.stringify(next));
      return next;
    });
  const files = useFiles("/api/v1/portal/files", draft.files, (done) => change({ files: done }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (files.busy) return setProblem(say("filesWait"));
    setBusy(true);
    setProblem(undefined);
    try {
      const { categoryKey, files: _, ...rest } = draft;
      const made = await ask(
        api.POST("/api/v1/portal/tickets", {
          body: { ...rest, files: files.ids, ...(categoryKey && { categoryKey }) },
        }),
      );
      sessionStorage.removeItem(draftKey);
      await queries.invalidateQueries({ queryKey: ["tickets"] });
      await navigate({ to: "/tickets/$id", params: { id: made.id } });
    } catch (error) {
      const refused = error as Refused;
      setProblem(Object.values(refused.fields ?? {})[0] ?? refused.message);
      setBusy(false);
    }
  };
  return (
    <form className="card" onSubmit={(event) => void submit(event)}>
      <h1>{say("newTicket")}</h1>
      <fieldset className="choices">
        <legend>{say("kind")}</legend>
        {kinds.map((kind) => (
          <label key={kind}>
            <input
              aria-label={say(kind)}
              type="radio"
              name="kind"
              checked={draft.kind === kind}
              onChange={() => change({ kind })}
            />
            {say(kind)}
          </label>
        ))}
      </fieldset>
      <label>
        {say("about")}
        <select value={draft.categoryKey} onChange={(event) => change({ categoryKey: event.target.value })}>
          <option value="">{say("aboutNone")}</option>
          {categories?.items
            .filter((one) => one.kind === draft.kind)
            .map((one) => (
              <option key={one.key} value={one.key}>
                {one.label[language]}
              </option>
            ))}
        </select>
      </label>
      <label>
        {say("subject")}
        <input
          aria-label={say("subject")}
          required
          minLength={2}
          maxLength={200}
          value={draft.subject}
          onChange={(event) => change({ subject: event.target.value })}
        />
      </label>
      <label>
        {say("content")}
        <textarea
          aria-label={say("content")}
          required
          rows={6}
          maxLength={5000}
          placeholder={say("contentHint")}
          value={draft.content}
          onChange={(event) => change({ content: event.target.value })}
        />
      </label>
      <FilePicker files={files} />
      <Note>{problem}</Note>
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {say("send")}
        </button>
        <Link to="/" className="button">
          {say("back")}
        </Link>
      </div>
    </form>
  );
}
