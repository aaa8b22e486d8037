import { Navigate } from "@tanstack/react-router";
import { useMe } from "../../frame/me.ts";
import { deskTabs } from "../desk-tabs.ts";
import { ContactList } from "./ContactList.tsx";

/** The service desk opens with its inbox, or with the first of its screens that this person may see. */
export function DeskPage() {
  const { me, may } = useMe();
  if (!me || may("service.contacts.read")) return <ContactList />;
  const first = deskTabs.find((one) => may(...one.grants));
  return <Navigate to={(first?.to ?? "/") as "/"} replace />;
}
