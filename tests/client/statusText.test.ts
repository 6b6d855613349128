import assert from "node:assert/strict";
import { test } from "node:test";
import { statusText } from "../../vscode-client/src/statusText";

test("findings_are_counted_in_words", () => {
  assert.equal(statusText("running", 0).detail, "no findings in this file");
  assert.equal(statusText("running", 1).detail, "1 finding in this file");
  assert.equal(statusText("running", 12).detail, "12 findings in this file");
});

test("a_server_that_stopped_is_an_error_and_says_where_to_look", () => {
  const words = statusText("failed", 3);
  assert.equal(words.kind, "error");
  assert.match(words.detail, /output/);
});

test("only_a_starting_server_is_busy", () => {
  assert.deepEqual(
    (["off", "starting", "running", "failed"] as const).map((state) => statusText(state, 0).busy),
    [false, true, false, false],
  );
});
