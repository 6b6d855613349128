import { RequestType, type Position, type WorkspaceEdit } from "vscode-languageclient/node";

/** Asks for the responsibility map of an open template, as a page of HTML. Null: the file is no template. */
export const reportRequest = new RequestType<{ uri: string }, { html: string } | null, void>("onus/report");

/** What the edit for an ignored control needs to know. */
export interface IgnoreParams {
  readonly uri: string;
  /** The control's id, which is the diagnostic's code. */
  readonly control: string;
  /** A place inside the finding. */
  readonly position: Position;
  readonly reason: string;
}

/** Asks for the edit that ignores a control on its resource. Null: there is no such finding any more. */
export const ignoreRequest = new RequestType<IgnoreParams, WorkspaceEdit | null, void>("onus/ignoreEdit");
