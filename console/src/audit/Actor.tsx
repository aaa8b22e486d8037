import { StaffName } from "../staff/people.tsx";
import { useText } from "../texts/index.ts";
import type { AuditEvent } from "./events.ts";

/** Who did it: a person, the person who signed in, or the system by itself. */
export function Actor({ event }: { event: AuditEvent }) {
  const { t } = useText();
  if (event.actorName && event.actorName !== "worker") return <>{event.actorName}</>;
  // Nobody is signed in yet while signing in.
  return event.kind.startsWith("identity.session") ? <StaffName id={event.subjectId} /> : <>{t("audit.system")}</>;
}
