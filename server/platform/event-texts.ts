import type { EventKind } from "./events.ts";
import type { Services } from "./services.ts";
import type { Text } from "./text.ts";

const installed = new WeakMap<Services, Map<string, Text>>();

/** Tells this process how the events of all modules are told; called once by `app.ts`. */
export function installEventTexts(services: Services, kinds: readonly EventKind[]): void {
  installed.set(services, new Map(kinds.map((one) => [one.kind, one.text])));
}

/** How a kind of event is told; the kind itself where no module declares it. `{name}` places wait for the event's data. */
export const eventText = (services: Services, kind: string): Text =>
  installed.get(services)?.get(kind) ?? { zh: kind, en: kind };
