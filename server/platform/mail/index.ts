export { domainOf, type MailCarrier, type MailLine, messageIdOf, type OutgoingMail, ownIds } from "./carrier.ts";
export { addressIn, smtpCarrier } from "./smtp.ts";
