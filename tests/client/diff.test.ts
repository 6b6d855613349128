import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits, diffLines } from "../../scripts/lib/diff.mjs";

const edit = (line: number, character: number, endLine: number, endCharacter: number, newText: string) => ({
  range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
  newText,
});

test("edits_hold_their_places_whatever_their_order", () => {
  const text = "a: 1\nb: 2\nc: 3\n";
  assert.equal(applyEdits(text, [edit(0, 3, 0, 4, "10"), edit(2, 3, 2, 4, "30")]), "a: 10\nb: 2\nc: 30\n");
  assert.equal(applyEdits(text, [edit(2, 3, 2, 4, "30"), edit(0, 3, 0, 4, "10")]), "a: 10\nb: 2\nc: 30\n");
});

test("two_insertions_at_one_place_keep_their_order", () => {
  assert.equal(applyEdits("x", [edit(0, 0, 0, 0, "a"), edit(0, 0, 0, 0, "b")]), "abx");
});

test("a_diff_shows_what_changed_with_the_lines_around_it", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n";
  assert.deepEqual(diffLines(before, before.replace("5\n", "five\n"), 1), ["@@ line 4 @@", " 4", "-5", "+five", " 6"]);
});

test("same_texts_have_no_diff", () => {
  assert.deepEqual(diffLines("a\nb", "a\nb"), []);
});
