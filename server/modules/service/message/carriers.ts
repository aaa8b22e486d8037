import type { Services } from "../../../platform/services.ts";
import { type MailCarrier, smtpCarrier } from "../../../platform/mail/index.ts";
import { type SmsCarrier, standInCarrier, tencentCarrier } from "../../../platform/sms/index.ts";

export type Carriers = { readonly mail: MailCarrier | undefined; readonly sms: SmsCarrier };

const installed = new WeakMap<Services, Carriers>();

/** Puts others in place of those that the configuration names. */
export const installCarriers = (services: Services, carriers: Carriers): void => void installed.set(services, carriers);

export function carriersOf(services: Services): Carriers {
  const known = installed.get(services);
  if (known) return known;
  const { mail, sms } = services.config;
  const carriers: Carriers = {
    mail: mail.smtpUrl && mail.from ? smtpCarrier(mail.smtpUrl, mail.from) : undefined,
    sms: sms ? tencentCarrier(sms, () => services.clock.now()) : standInCarrier,
  };
  installCarriers(services, carriers);
  return carriers;
}
