import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeTemplate, type Candidate } from "../../vscode-client/src/templates";

const document = (over: Partial<Candidate> & { content?: string }): Candidate => ({
  fileName: "/w/app.yaml",
  languageId: "yaml",
  scheme: "file",
  text: () => over.content ?? "",
  ...over,
});

test("a_text_that_names_a_resource_type_may_be_a_template", () => {
  assert.equal(mayBeTemplate(document({ content: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n" })), true);
});

test("a_text_with_a_format_version_may_be_a_template", () => {
  assert.equal(mayBeTemplate(document({ languageId: "json", fileName: "a.json", content: '{"AWSTemplateFormatVersion": "2010-09-09"}' })), true);
});

test("other_yaml_is_left_alone", () => {
  assert.equal(mayBeTemplate(document({ content: "Resources:\n  - kind: Pod\n" })), false);
});

test("a_name_that_says_terraform_json_settles_it_without_reading_the_text", () => {
  const text = (): string => assert.fail("the text was read");
  assert.equal(mayBeTemplate(document({ languageId: "json", fileName: "/w/main.tf.json", text })), true);
  assert.equal(mayBeTemplate(document({ languageId: "json", fileName: "C:\\w\\prod.tfvars.json", text })), true);
});

test("template_file_names_settle_it", () => {
  for (const fileName of ["/w/net.template", "/w/net.template.yaml", "/w/cloudformation/net.yaml", "/w/app.cfn.yaml"]) {
    assert.equal(mayBeTemplate(document({ fileName })), true, fileName);
  }
  assert.equal(mayBeTemplate(document({ fileName: "/w/my-templates.yaml" })), false);
  assert.equal(mayBeTemplate(document({ fileName: "/w/sample.yaml" })), false);
});

test("an_unsaved_document_counts_and_one_that_is_nowhere_does_not", () => {
  assert.equal(mayBeTemplate(document({ scheme: "untitled", content: "Type: AWS::SQS::Queue" })), true);
  assert.equal(mayBeTemplate(document({ scheme: "git", content: "Type: AWS::SQS::Queue" })), false);
});

test("another_language_is_never_read", () => {
  assert.equal(mayBeTemplate(document({ languageId: "typescript", content: "// AWS::S3::Bucket" })), false);
});
