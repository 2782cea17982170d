import { providerReturn } from "@tocsin/client/provider-return.ts";

export const { cameIn, readCameBack } = providerReturn(location.hash, () => history.replaceState(null, "", location.pathname + location.search));
