/** What the server is doing, as far as a person cares. */
export type ServerState = "off" | "starting" | "running" | "failed";

/** The words of the status item. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly kind: "plain" | "warning" | "error";
  readonly busy: boolean;
}

/** The status item for a server in some state, with the open findings of the document in front. */
export function statusText(state: ServerState, findings: number): StatusText {
  switch (state) {
    case "off":
      return { text: "Onus", detail: "switched off in the settings", kind: "plain", busy: false };
    case "starting":
      return { text: "Onus", detail: "starting", kind: "plain", busy: true };
    case "failed":
      return { text: "Onus", detail: "the server stopped; the output says why", kind: "error", busy: false };
    case "running":
      return findings === 0
        ? { text: "Onus", detail: "no findings in this file", kind: "plain", busy: false }
        : { text: "Onus", detail: findings === 1 ? "1 finding in this file" : `${String(findings)} findings in this file`, kind: "plain", busy: false };
  }
}
