export { type MailCarrier, type MailLine, messageIdOf, type OutgoingMail, ownIds } from "./carrier.ts";
export { legible } from "./html.ts";
export { imapInbox } from "./imap.ts";
export type { IncomingMail, MailInbox, Position } from "./inbox.ts";
export { madeId, type MailAttachment, type MailMarks, parseMail, type ParsedMail } from "./parse.ts";
export { addressIn, smtpCarrier } from "./smtp.ts";
