import { useEffect } from "react";
import { api, ask, queries } from "../api.ts";
import { useMe } from "../frame/me.ts";
import { useLive } from "../live/useLive.ts";

export const noticesChanged = (): Promise<void> => queries.invalidateQueries({ queryKey: ["notices"] });

/** Hears what rings at this person's bell: kind of the notice and id of the thing it is about; `resync` where some may have been missed. */
export function useBell(hear: (kind: string, id: string) => void): void {
  const { me } = useMe();
  useLive(me?.id ? `staff:${me.id}` : undefined, (message) => {
    if (message.type === "resync") hear("resync", "");
    if (message.type === "notice") hear(String(message.kind), String(message.id));
  });
}

function read(subjectId: string | undefined): void {
  if (!subjectId || document.hidden) return;
  void ask(api.POST("/api/v1/notices/readings", { body: { subjectId } })).then(noticesChanged, () => {});
}

/** Whoever opens a thing has read what the bell tells of it, and goes on doing so while it is on the screen. */
export function useNoticesRead(subjectId: string | undefined): void {
  useEffect(() => {
    const look = () => read(subjectId);
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [subjectId]);
  useBell((_, id) => {
    if (id === subjectId) read(subjectId);
  });
}
