/** The service desk's screens, and who sees each. */
export const deskTabs = [
  { to: "/desk", label: "service.inbox", grants: ["service.contacts.read"] },
  { to: "/tickets", label: "service.tickets", grants: ["service.tickets.read"] },
  { to: "/day", label: "board.dayTab", grants: ["service.tickets.work"] },
  { to: "/board", label: "board.boardTab", grants: ["service.tickets.assign"] },
  { to: "/chats", label: "service.chats", grants: ["service.chat"] },
  { to: "/knowledge", label: "service.knowledge", grants: ["service.knowledge.read"] },
  { to: "/rota", label: "service.rota", grants: ["service.rota.read"] },
  { to: "/quality", label: "service.quality", grants: ["service.quality.read"] },
  { to: "/improvements", label: "service.improvements", grants: ["service.improvements.read"] },
  { to: "/compensations", label: "complaints.list", grants: ["service.compensations.read"] },
  { to: "/reports", label: "service.reports", grants: ["service.reports.write", "service.reports.read"] },
  { to: "/handovers", label: "service.handovers", grants: ["service.handovers"] },
  { to: "/messages", label: "service.messages", grants: ["service.settings"] },
] as const;
