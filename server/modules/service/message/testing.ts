import type { OutgoingMail } from "../../../platform/mail/index.ts";
import type { OutgoingSms } from "../../../platform/sms/index.ts";
import type { Services } from "../../../platform/services.ts";
import { installCarriers } from "./carriers.ts";

/** Carriers that only remember; what `fails` answers is thrown before (`open`) or while (`send`) a message goes. */
export function rememberingCarriers(services: Services) {
  const kept = {
    mails: [] as OutgoingMail[],
    texts: [] as OutgoingSms[],
    opened: 0,
    fails: (_at: "open" | "send" | "sms", _to?: string): Error | undefined => undefined,
    during: async () => {},
  };
  installCarriers(services, {
    mail: {
      open: async () => {
        kept.opened++;
        const failure = kept.fails("open");
        if (failure) throw failure;
        return {
          send: async (mail) => {
            await kept.during();
            const problem = kept.fails("send", mail.to);
            if (problem) throw problem;
            kept.mails.push(mail);
            return { providerId: "250 ok" };
          },
          close: () => {},
        };
      },
    },
    sms: {
      send: async (sms) => {
        const problem = kept.fails("sms", sms.to);
        if (problem) throw problem;
        kept.texts.push(sms);
        return { providerId: "5000:1" };
      },
    },
  });
  return kept;
}
