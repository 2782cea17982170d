import type { CommandName, CommandPayload, SystemCommandName, SystemPayload } from "@tocsin/contract/commands.ts";

/** A command to decide, from a client or from the platform itself. */
export type AnyCommand =
  | { [Name in CommandName]: { readonly name: Name; readonly payload: CommandPayload[Name] } }[CommandName]
  | { [Name in SystemCommandName]: { readonly name: Name; readonly payload: SystemPayload[Name] } }[SystemCommandName];
