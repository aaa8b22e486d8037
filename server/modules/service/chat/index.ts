import type { Part } from "../part.ts";

export const chatPart: Part = {
  topics: [
    { prefix: "chats", grant: "service.chat" },
    { prefix: "chat", grant: "service.chat" },
  ],
};
