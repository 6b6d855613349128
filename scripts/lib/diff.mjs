/** A text after edits of the language server: positions count UTF-16 units, edits do not overlap. */
export function applyEdits(text, edits) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = ({ line, character }) => Math.min(starts[line] + character, text.length);
  // The last edit first, so that the offsets of the others still hold; of two insertions at one place the later stands behind.
  const ordered = edits
    .map((edit, index) => ({ edit, index, start: offset(edit.range.start), end: offset(edit.range.end) }))
    .sort((a, b) => b.start - a.start || b.index - a.index);
  return ordered.reduce((result, { edit, start, end }) => result.slice(0, start) + edit.newText + result.slice(end), text);
}

/** The lines that differ between two texts, with three lines around them, as `diff -u` shows them (without file names). */
export function diffLines(before, after, around = 3) {
  const [a, b] = [before, after].map((text) => text.split(/\r?\n/));
  const marked = compare(a, b);
  const shown = new Set();
  marked.forEach(({ mark }, index) => {
    if (mark !== " ") for (let near = index - around; near <= index + around; near++) shown.add(near);
  });
  const lines = [];
  marked.forEach(({ mark, line, at }, index) => {
    if (!shown.has(index)) return;
    if (!shown.has(index - 1)) lines.push(`@@ line ${at + 1} @@`);
    lines.push(`${mark}${line}`);
  });
  return lines;
}

/** Each line with what became of it: kept (" "), gone ("-") or new ("+"). Same beginning and end are set aside before the slow part. */
function compare(a, b) {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [x, y] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const keep = (lines, from) => lines.map((line, index) => ({ mark: " ", line, at: from + index }));
  return [...keep(a.slice(0, head), 0), ...longest(x, y, head), ...keep(a.slice(a.length - tail), a.length - tail)];
}

function longest(x, y, from) {
  const length = Array.from({ length: x.length + 1 }, () => new Uint32Array(y.length + 1));
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--) length[i][j] = x[i] === y[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const result = [];
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    const at = from + i;
    if (i < x.length && j < y.length && x[i] === y[j]) {
      result.push({ mark: " ", line: x[i++], at });
      j++;
    } else if (j === y.length || (i < x.length && length[i + 1][j] >= length[i][j + 1])) result.push({ mark: "-", line: x[i++], at });
    else result.push({ mark: "+", line: y[j++], at });
  }
  return result;
}
