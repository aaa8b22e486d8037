import { z } from "zod";
import { noun, replySchema } from "../../../platform/fields/index.ts";
import { legible } from "../../../platform/mail/index.ts";
import type { LetterPicture, StoredLetter } from "./letter.store.ts";

type Letter = { id: string; html: string; heldBack: number; cut: boolean; pictures: LetterPicture[] };

const basic = { group: "basic", origin: "system" } as const;
const content = { group: "content", origin: "system" } as const;

/** A letter is read by whoever may read the words of what it belongs to. */
const letterOf = (name: string) =>
  noun<Letter>()(
    name,
    { zh: "邮件", en: "letter" },
    {
      id: { schema: z.uuid(), label: { zh: "编号", en: "Id" }, ...basic },
      html: { schema: z.string(), label: { zh: "原样", en: "As written" }, ...content },
      heldBack: { schema: z.number().int(), label: { zh: "未加载的图片", en: "Pictures held back" }, ...basic },
      cut: { schema: z.boolean(), label: { zh: "有删节", en: "Cut" }, ...basic },
      pictures: {
        schema: z.array(z.object({ contentId: z.string(), attachmentId: z.uuid(), ticketId: z.uuid() })),
        label: { zh: "随信图片", en: "Pictures that came with it" },
        ...content,
      },
    },
  );

export const TicketLetter = replySchema(letterOf("ticket"), "TicketLetter");
export const ContactLetter = replySchema(letterOf("serviceContact"), "ContactLetter");

/** As it is looked at. */
export const shown = ({ id, html, cut, pictures }: StoredLetter): Letter => ({ id, ...legible(html), cut, pictures });
