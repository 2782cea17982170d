import { createKeptStore } from "../store/external-store.ts";

/** A lock of which the server has not heard yet, kept in this browser: whoever reloads the page does not overtake it. */
export const untoldLock = createKeptStore<boolean>("lock-untold", false, (value): value is boolean => typeof value === "boolean");
