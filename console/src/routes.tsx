import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { Problem } from "./api.ts";
import { Broken, NotFound } from "./frame/Broken.tsx";
import { Frame } from "./frame/Frame.tsx";
import { loadMe } from "./frame/me.ts";
import { home } from "./frame/home.ts";
import { SignIn } from "./sign-in/SignIn.tsx";

/** All state of a screen stands in its address, as plain texts. */
export type Search = Record<string, string | undefined>;

const root = createRootRoute({
  component: Outlet,
  validateSearch: (search: Record<string, unknown>) => search as Search,
  errorComponent: (props: ErrorComponentProps) => <Broken {...props} />,
  notFoundComponent: NotFound,
});

const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: SignIn });

/** Where a customer answers a callback under a link, without signing in. */
const answer = createRoute({
  getParentRoute: () => root,
  path: "/answer/$token",
  component: lazyRouteComponent(() => import("./service/callbacks/LinkPage.tsx"), "LinkPage"),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  component: Frame,
  beforeLoad: async ({ location }) => {
    const me = await loadMe().catch((problem: unknown) => {
      if (problem instanceof Problem && problem.body.status === 401)
        throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { next: location.href } });
      throw problem;
    });
    return { me };
  },
});

const start = createRoute({
  getParentRoute: () => frame,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: home(context.me) });
  },
});

/** A screen within the frame, loaded when it is first opened: its module exports a component of that name. */
const screen = <const P extends string, N extends string>(
  path: P,
  load: () => Promise<Record<N, React.ComponentType>>,
  name: N,
) =>
  createRoute({
    getParentRoute: () => frame,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, React.ComponentType>>, name),
  });

const tree = root.addChildren([
  signIn,
  answer,
  frame.addChildren([
    start,
    screen("/work", () => import("./worklist/Worklist.tsx"), "Worklist"),
    screen("/approvals", () => import("./approvals/ApprovalList.tsx"), "ApprovalList"),
    screen("/audit", () => import("./audit/AuditList.tsx"), "AuditList"),
    screen("/cleansings", () => import("./cleansing/CleansingList.tsx"), "CleansingList"),
    screen("/cleansings/$id", () => import("./cleansing/CleansingPage.tsx"), "CleansingPage"),
    screen("/staff", () => import("./staff/StaffList.tsx"), "StaffList"),
    screen("/staff/roles", () => import("./staff/RoleList.tsx"), "RoleList"),
    screen("/staff/delegations", () => import("./staff/Delegations.tsx"), "Delegations"),
    screen("/customers", () => import("./customers/CustomerList.tsx"), "CustomerList"),
    screen("/customers/new", () => import("./customers/new/NewCustomer.tsx"), "NewCustomer"),
    screen("/customers/$id", () => import("./customers/page/CustomerPage.tsx"), "CustomerPage"),
    screen("/customers/$id/file", () => import("./customers/file/CustomerFile.tsx"), "CustomerFile"),
    screen("/tickets", () => import("./service/tickets/TicketList.tsx"), "TicketList"),
    screen("/tickets/new", () => import("./service/tickets/new/NewTicket.tsx"), "NewTicket"),
    screen("/tickets/settings", () => import("./service/tickets/settings/TicketSettings.tsx"), "TicketSettings"),
    screen("/tickets/$id", () => import("./service/tickets/page/TicketPage.tsx"), "TicketPage"),
    screen("/board", () => import("./service/board/Board.tsx"), "Board"),
    screen("/day", () => import("./service/board/Day.tsx"), "Day"),
    screen("/imports", () => import("./imports/ImportWizard.tsx"), "ImportWizard"),
    screen("/callbacks", () => import("./service/callbacks/CallbackList.tsx"), "CallbackList"),
    screen("/callbacks/plans", () => import("./service/callbacks/PlanList.tsx"), "PlanList"),
    screen("/callbacks/plans/new", () => import("./service/callbacks/NewPlan.tsx"), "NewPlan"),
    screen("/callbacks/plans/$id", () => import("./service/callbacks/PlanView.tsx"), "PlanView"),
    screen("/callbacks/$id", () => import("./service/callbacks/OpenCallback.tsx"), "OpenCallback"),
    screen("/callbacks/remedies", () => import("./service/callbacks/Remedies.tsx"), "Remedies"),
    screen("/callbacks/statistics", () => import("./service/callbacks/Statistics.tsx"), "Statistics"),
    screen("/callbacks/analysis", () => import("./service/callbacks/Analysis.tsx"), "Analysis"),
    screen("/callbacks/categories", () => import("./service/callbacks/OpinionCategories.tsx"), "OpinionCategories"),
    screen("/gradings", () => import("./grading/GradingList.tsx"), "GradingList"),
    screen("/gradings/$id", () => import("./grading/GradingPage.tsx"), "GradingPage"),
    screen("/policies", () => import("./policies/PolicyList.tsx"), "PolicyList"),
    screen("/policies/$code", () => import("./policies/PolicyPage.tsx"), "PolicyPage"),
    screen("/policies/$code/table", () => import("./policies/table/TablePage.tsx"), "TablePage"),
    screen("/compliance", () => import("./compliance/CompliancePage.tsx"), "CompliancePage"),
    screen("/knowledge", () => import("./service/knowledge/KnowledgePage.tsx"), "KnowledgePage"),
    screen("/knowledge/new", () => import("./service/knowledge/KnowledgeEdit.tsx"), "KnowledgeEdit"),
    screen("/knowledge/$id/edit", () => import("./service/knowledge/KnowledgeEdit.tsx"), "KnowledgeEdit"),
    screen("/quality", () => import("./service/quality/QualityPage.tsx"), "QualityPage"),
    screen("/quality/$id", () => import("./service/quality/CheckPage.tsx"), "CheckPage"),
    screen("/reports", () => import("./service/reports/ReportsPage.tsx"), "ReportsPage"),
    screen("/reports/$id", () => import("./service/reports/ReportPage.tsx"), "ReportPage"),
    screen("/handovers", () => import("./service/handovers/HandoversPage.tsx"), "HandoversPage"),
    screen("/supervision", () => import("./supervision/SupervisionPage.tsx"), "SupervisionPage"),
    screen("/improvements", () => import("./service/improvements/ImprovementsPage.tsx"), "ImprovementsPage"),
    screen("/compensations", () => import("./service/complaint/CompensationList.tsx"), "CompensationList"),
    screen("/ticket-parts/$id", () => import("./service/complaint/TicketPart.tsx"), "TicketPart"),
    screen("/replays", () => import("./replay/ReplayList.tsx"), "ReplayList"),
    screen("/replays/$id", () => import("./replay/ReplayPage.tsx"), "ReplayPage"),
    screen("/chats", () => import("./service/chat/ChatPage.tsx"), "ChatPage"),
    screen("/desk", () => import("./service/contacts/DeskPage.tsx"), "DeskPage"),
    screen("/contacts/new", () => import("./service/contacts/NewContact.tsx"), "NewContact"),
    screen("/hotline", () => import("./service/hotline/HotlinePage.tsx"), "HotlinePage"),
    screen("/rota", () => import("./service/rota/RotaPage.tsx"), "RotaPage"),
    screen("/work-orders", () => import("./service/work-orders/WorkOrders.tsx"), "WorkOrders"),
    screen("/work-orders/today", () => import("./service/work-orders/Today.tsx"), "Today"),
    screen("/work-orders/$id", () => import("./service/work-orders/WorkOrderPage.tsx"), "WorkOrderPage"),
    screen("/work-orders/$id/print", () => import("./service/work-orders/Paper.tsx"), "WorkOrderPaper"),
    screen("/messages", () => import("./service/messages/Outbox.tsx"), "Outbox"),
    screen("/messages/templates", () => import("./service/messages/Templates.tsx"), "Templates"),
    screen("/messages/mail", () => import("./service/messages/MailPage.tsx"), "MailPage"),
    screen("/runs", () => import("./runs/RunList.tsx"), "RunList"),
    screen("/settings", () => import("./settings/Settings.tsx"), "Settings"),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  scrollRestoration: true,
  scrollToTopSelectors: ["#content"],
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search as Search).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
      ),
    ).toString();
    return text && `?${text}`;
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
