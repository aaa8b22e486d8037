import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { CallbackList } from "./CallbackList.tsx";
import { CallbackPage } from "./CallbackPage.tsx";
import { FilePage } from "./FilePage.tsx";
import { Frame } from "./Frame.tsx";
import { LinkPage } from "./LinkPage.tsx";
import { NewTicket } from "./NewTicket.tsx";
import { SignIn } from "./SignIn.tsx";
import { TicketList } from "./TicketList.tsx";
import { TicketPage } from "./TicketPage.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: SignIn });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignIn });
const link = createRoute({ getParentRoute: () => root, path: "/t/$token", component: LinkPage });
const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });
const screens = [
  createRoute({ getParentRoute: () => frame, path: "/", component: TicketList }),
  createRoute({ getParentRoute: () => frame, path: "/new", component: NewTicket }),
  createRoute({ getParentRoute: () => frame, path: "/tickets/$id", component: TicketPage }),
  createRoute({ getParentRoute: () => frame, path: "/callbacks", component: CallbackList }),
  createRoute({ getParentRoute: () => frame, path: "/callbacks/$id", component: CallbackPage }),
  createRoute({ getParentRoute: () => frame, path: "/me", component: FilePage }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, link, frame.addChildren(screens)]),
  basepath: "/portal",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
