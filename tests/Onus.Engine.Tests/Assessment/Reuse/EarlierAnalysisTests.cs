using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Tests.Fixes;
using Onus.Engine.Text;
using Onus.TemplateGenerator;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Reuse;

/// <summary>What is kept of an analysis over an edit makes the next one quicker, and changes nothing of it.</summary>
public sealed class EarlierAnalysisTests(ITestOutputHelper output)
{
    private static readonly AssessmentOptions Strict = new() { Profile = Engine.Catalogue.Profile.Strict };

    [Fact]
    public void Samples_edited_step_by_step_are_judged_as_if_read_for_the_first_time()
    {
        var units = SampleFiles.Units().ToList();
        var edits = 0;
        for (var i = 0; i < units.Count; i += Whole.Step(11))
        {
            var random = new Random(i);
            var texts = units[i].Select(file => new SourceText(file, File.ReadAllText(file))).ToImmutableArray();
            var chain = SampleFiles.Analyse(texts);
            for (var edit = 0; edit < 10; edit++)
            {
                var one = random.Next(texts.Length);
                // Now and then as it was before, as by undo.
                var now = texts.SetItem(one, texts[one].WithContent(Editing.Edit(random.Next(4) == 0 ? File.ReadAllText(texts[one].Path) : texts[one].Content, random)));
                chain = SampleFiles.Analyse(now, chain);
                var fresh = SampleFiles.Analyse(now);
                Assert.Equal(Told.Of(fresh), Told.Of(chain));
                edits++;
                texts = now;
            }
        }

        output.WriteLine($"{edits} edits");
        Assert.True(edits > 300);
    }

    [Theory]
    [InlineData(GeneratedFormat.Yaml)]
    [InlineData(GeneratedFormat.Json)]
    [InlineData(GeneratedFormat.Terraform)]
    public void A_generated_template_edited_step_by_step_is_judged_as_if_read_for_the_first_time(GeneratedFormat format)
    {
        var random = new Random(1);
        var generated = GeneratedTemplate.Make(format, 1_000);
        var text = new SourceText(generated.Name, generated.Text);
        var chain = Analyse(text);
        for (var edit = 0; edit < 150; edit++)
        {
            text = text.WithContent(Editing.Edit(random.Next(4) == 0 ? generated.Text : text.Content, random));
            chain = Analyse(text, chain);
            Assert.Equal(Told.Of(Analyse(text)), Told.Of(chain));
        }
    }

    [Fact]
    public void Another_account_is_asked_about_even_where_no_resource_changed()
    {
        const string module = """
            {
              "provider": { "aws": { "region": "eu-west-1", "allowed_account_ids": ["111122223333"] } },
              "resource": {
                "aws_s3_bucket_policy": {
                  "shared": {
                    "bucket": "reports",
                    "policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}, \"Action\": \"s3:PutBucketPolicy\", \"Resource\": \"arn:aws:s3:::reports\"}]}"
                  }
                }
              }
            }
            """;
        var text = new SourceText("main.tf.json", module);
        var own = Analyse(text);
        var changed = text.WithContent(module.Replace("[\"111122223333\"]", "[\"444455556666\"]", StringComparison.Ordinal));
        var fresh = Analyse(changed);
        Assert.NotEqual(own.Assessment!.Findings.Count(), fresh.Assessment!.Findings.Count());
        Assert.Equal(Told.Of(fresh), Told.Of(Analyse(changed, own)));
    }

    [Fact]
    public void An_edit_of_one_resource_leaves_the_verdicts_on_others_unasked()
    {
        var generated = GeneratedTemplate.Make(GeneratedFormat.Yaml, 2_000);
        var text = new SourceText(generated.Name, generated.Text);
        var before = Analyse(text);
        var line = generated.Text.IndexOf("\n      ", generated.Text.Length / 2, StringComparison.Ordinal);
        var after = Analyse(text.WithContent(generated.Text.Insert(line, "\n      Owner: shop")), before);
        var messages = before.Assessment!.Findings.Select(finding => finding.Message).ToHashSet(ReferenceEqualityComparer.Instance);
        var findings = after.Assessment!.Findings.ToList();
        // A message is the same object only where it was not worked out again.
        Assert.InRange(findings.Count(finding => messages.Contains(finding.Message)), findings.Count * 8 / 10, findings.Count);
    }

    private static Analysis Analyse(SourceText text, Analysis? earlier = null) =>
        Analysis.Of([text], FileCatalogue.Instance, new TemplateContext(), Strict, earlier);
}
