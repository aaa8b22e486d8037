import type { Context } from "../context.ts";
import type { Services } from "../services.ts";
import type { Text } from "../text.ts";

/** How a kind of notice is worded; `{name}` places are filled from its data. */
export type NoticeKind = { readonly kind: string; readonly text: Text };

/** What the reader of a notice may know of the thing that it is about. */
export type Sight = {
  /** What it is called by everybody, such as its number. */
  readonly name: string;
  /** What it is about, masked as this reader sees it. */
  readonly title: string | null;
  /** Where it is not theirs to see any more, nothing beyond the name is told. */
  readonly visible: boolean;
};

/** A type of thing that notices are about. */
export type NoticeSubject = {
  readonly type: string;
  readonly label: Text;
  /** Looks the things up for the actor, all of a page at once; what is gone is left out. */
  readonly look: (ctx: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, Sight>>;
};

type Installed = { readonly kinds: ReadonlyMap<string, Text>; readonly subjects: ReadonlyMap<string, NoticeSubject> };
const installed = new WeakMap<Services, Installed>();

/** Tells this process which notices its modules give; called once by `app.ts`. */
export const installNotices = (
  services: Services,
  kinds: readonly NoticeKind[],
  subjects: readonly NoticeSubject[],
): void =>
  void installed.set(services, {
    kinds: new Map(kinds.map((one) => [one.kind, one.text])),
    subjects: new Map(subjects.map((one) => [one.type, one])),
  });

export const noticeText = (services: Services, kind: string): Text =>
  installed.get(services)?.kinds.get(kind) ?? { zh: kind, en: kind };

export const noticeSubject = (services: Services, type: string): NoticeSubject | undefined =>
  installed.get(services)?.subjects.get(type);
