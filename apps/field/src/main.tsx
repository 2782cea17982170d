import { createRoot } from "react-dom/client";
import { createClient } from "@tocsin/client/client.ts";
import { hintFields } from "@tocsin/client/field-hints.ts";
import { App } from "./app.tsx";
import "./look/look.css";
import "./look/parts.css";
import { registerServiceWorker } from "./offline/register.ts";
import { openDisk } from "./outbox/disk.ts";
import { startSession } from "./session/session.ts";
import { HeldContext } from "./state/field.ts";
import { createStore, FIRST_STATE, type Lang, type Look } from "./state/store.ts";

const lang: Lang = localStorage.getItem("tocsin-lang") === "en" ? "en" : "zh";
const kept = localStorage.getItem("tocsin-look");
const look: Look = kept === "light" || kept === "dark" ? kept : "auto";
document.documentElement.dataset["look"] = look;
document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";

const store = createStore({ ...FIRST_STATE, lang, look });
const client = createClient({ base: "", lang });
const disk = await openDisk((count) => store.set({ unopened: store.get().unopened + count }));
store.set({ keepsNothing: !disk.lasts });
const session = await startSession(store, client, disk);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
hintFields(document, () => store.get().lang);
createRoot(root).render(
  <HeldContext value={{ store, session }}>
    <App />
  </HeldContext>,
);
registerServiceWorker();
