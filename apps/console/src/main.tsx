import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { hintFields } from "@tocsin/client/field-hints.ts";
import "./theme/colours.css";
import "./app.css";
import { App } from "./app.tsx";
import { langStore } from "./language/words.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
hintFields(document, () => langStore.get());
createRoot(root).render(<StrictMode><App /></StrictMode>);
