/** The page may show itself and nothing else: no script, no picture or style from elsewhere. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'none'; form-action 'none'; base-uri 'none'";

const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

/** A page as the server wrote it, locked in: the policy stands first, so nothing before it can load. */
export function withContentPolicy(html: string): string {
  const head = /<head(\s[^>]*)?>/i.exec(html);
  if (head) {
    const end = head.index + head[0].length;
    return html.slice(0, end) + meta + html.slice(end);
  }
  return `<!DOCTYPE html><html lang="en"><head>${meta}</head><body>${html.replace(/^\s*<!DOCTYPE[^>]*>/i, "")}</body></html>`;
}
