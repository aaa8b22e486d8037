import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { queries } from "./api.ts";
import { language, setTexts } from "./language.ts";
import { router } from "./routes.tsx";
import "./portal.css";
import { texts } from "./texts.ts";

setTexts(texts);
if (language() === "en") document.documentElement.lang = "en";
document.title = texts.title[language()];

createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
);
