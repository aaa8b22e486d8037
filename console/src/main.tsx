import { createRoot } from "react-dom/client";
import "./base.css";
import { App } from "./App.tsx";

// A tab older than the last upgrade asks for screens that are gone: it loads the new ones.
window.addEventListener("vite:preloadError", () => {
  if (sessionStorage.getItem("youzhang.reloaded") === location.pathname) return;
  sessionStorage.setItem("youzhang.reloaded", location.pathname);
  location.reload();
});

createRoot(document.getElementById("root")!).render(<App />);
