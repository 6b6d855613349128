import assert from "node:assert/strict";
import { test } from "node:test";
import { withContentPolicy } from "../../vscode-client/src/contentPolicy";

test("the_policy_stands_before_everything_else_in_the_head", () => {
  const page = withContentPolicy('<!DOCTYPE html><html><head lang="en"><style>a{}</style></head><body>map</body></html>');
  assert.match(page, /<head lang="en"><meta http-equiv="Content-Security-Policy" content="default-src 'none'/);
  assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<style>"));
});

test("the_policy_lets_no_script_run", () => {
  const policy = /content="([^"]*)"/.exec(withContentPolicy("<head></head>"))?.[1] ?? "";
  assert.ok(policy.includes("default-src 'none'"));
  assert.ok(!policy.includes("script-src"));
});

test("a_fragment_is_made_a_page", () => {
  assert.match(
    withContentPolicy("<p>nothing here</p>"),
    /^<!DOCTYPE html><html lang="en"><head><meta [^>]*><\/head><body><p>nothing here<\/p><\/body><\/html>$/,
  );
});

test("a_header_element_is_not_taken_for_the_head", () => {
  assert.match(withContentPolicy("<header>x</header>"), /<\/head><body><header>x/);
});
