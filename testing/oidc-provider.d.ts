/** The parts of oidc-provider that testing/oidc-twin.ts drives; the package brings no types. */
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

  export default class Provider {
    constructor(issuer: string, options: Record<string, unknown>);
    callback(): RequestListener;
    use(middleware: (context: { body: unknown; path: string }, next: () => Promise<void>) => Promise<void>): void;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: Record<string, unknown>, options: { mergeWithLastSubmission: boolean }): Promise<void>;
  }
}
