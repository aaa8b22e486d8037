/** An e-mail as the product writes it: plain text to one address. */
export type OutgoingMail = {
  /** Becomes its Message-ID: the same one sent twice is known to be the same by whoever receives it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  /** Written by nobody in person: says so, to hold off automatic answers. */
  readonly automatic: boolean;
  readonly inReplyTo?: string | undefined;
  /** Message-IDs of the e-mails before it, oldest first. */
  readonly references?: readonly string[];
};

/** An open connection, signed in. */
export type MailLine = {
  /** Answers what the server called it. @throws DeliveryProblem */
  readonly send: (mail: OutgoingMail) => Promise<{ providerId: string | null }>;
  readonly close: () => void;
};

export interface MailCarrier {
  /** @throws DeliveryProblem */
  open(): Promise<MailLine>;
}

/** Domain of our address: what stands behind the @ of our Message-IDs. */
export const domainOf = (from: string): string => /@([^<>\s]+?)>?$/.exec(from.trim())![1]!.toLowerCase();

export const messageIdOf = (id: string, from: string): string => `<${id}@${domainOf(from)}>`;

/** Ids of our own among Message-IDs, e.g. of a `References` header, in order. */
export const ownIds = (messageIds: readonly string[], from: string): string[] => {
  const pattern = /^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>]+)>$/i;
  return messageIds.flatMap((text) => {
    const match = pattern.exec(text.trim());
    return match && match[2]!.toLowerCase() === domainOf(from) ? [match[1]!.toLowerCase()] : [];
  });
};
