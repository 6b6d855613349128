/** What the cheap check reads of an open document. */
export interface Candidate {
  readonly fileName: string;
  readonly languageId: string;
  readonly scheme: string;
  /** Called only when the name does not settle it. */
  readonly text: () => string;
}

/** The languages in which a template can be written. */
export const languages: readonly string[] = ["yaml", "json", "jsonc", "cloudformation", "terraform-json"];

/** Where a document can live that the server may read: on disk, or not saved yet. */
export const schemes: readonly string[] = ["file", "untitled"];

const names = [/\.tf\.json$/i, /\.tfvars\.json$/i, /(^|[\\/.])(cloudformation|cfn|sam)([\\/.-]|$)/i, /\.template(\.(ya?ml|json))?$/i];
const marks = ["AWSTemplateFormatVersion", "AWS::", "aws_"];

/**
 * Whether a document may be a template, asked before the server is started so that a folder of other YAML costs nothing.
 * Says yes too often rather than too seldom: the server decides.
 */
export function mayBeTemplate(document: Candidate): boolean {
  if (!languages.includes(document.languageId) || !schemes.includes(document.scheme)) return false;
  if (names.some((name) => name.test(document.fileName))) return true;
  const text = document.text();
  return marks.some((mark) => text.includes(mark));
}
