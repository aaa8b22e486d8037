import { createRoot } from "react-dom/client";
import "./base.css";
import { App } from "./App.tsx";

createRoot(document.getElementById("root")!).render(<App />);
