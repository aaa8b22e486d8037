/** Where reading stands: UIDs count up within one validity; another validity means that they were dealt anew. */
export type Position = { readonly uidValidity: string | null; readonly lastUid: bigint };

export type IncomingMail = {
  readonly position: { readonly uidValidity: string; readonly lastUid: bigint };
  readonly receivedAt: Date;
  /** All of it, or only its beginning where it is larger than wanted. */
  readonly raw: Buffer;
  readonly whole: boolean;
  /** What stands in it beside the text, as the server says; sizes in bytes, about. */
  readonly parts: readonly { readonly name: string; readonly size: number }[];
};

export type ReadRequest = {
  readonly after: Position;
  /** A mailbox that was never read, or whose UIDs were dealt anew, is read from here. */
  readonly since: Date;
  /** Larger ones come without what is beyond their beginning. */
  readonly mostBytes: number;
};

export interface MailInbox {
  /** Gives what is new, oldest first, and waits for each to be taken. @throws DeliveryProblem `away` or `sign_in` */
  read(request: ReadRequest, take: (mail: IncomingMail) => Promise<void>): Promise<void>;
}
