using Onus.Engine.Assessment;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Tests.Syntax;
using Onus.Engine.Text;
using Onus.TemplateGenerator;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Reuse;

/// <summary>Typing within a resource, letter by letter as people do, reads that resource and no other, and says what a first reading says.</summary>
public sealed class TypingTests(ITestOutputHelper output)
{
    private static readonly string[] Typed =
    [
        "Owner: shop", "Encrypted: true", "StorageEncrypted: false", "Tags: [{Key: a, Value: b}]", "KmsKeyId: !Ref Key", "CidrIp: 0.0.0.0/0", "# onus:ignore s3-bucket-versioning -- typed",
        "Name: \"a: b\"", "Policy: {Statement: []}", "UserData: AKIAIOSFODNN7EXAMPLE", "BucketName: !If [IsProduction, a, b]", "DeletionPolicy: Retain", "- item", "Wrong: *none", "Key: &anchor x",
    ];

    [Fact]
    public void In_samples_it_says_what_a_first_reading_says()
    {
        var (keystrokes, kept) = (0, 0);
        var samples = Samples.All.Where(sample => sample.IsYaml).ToList();
        for (var i = 0; i < samples.Count; i += Whole.Step(6))
        {
            var random = new Random(i);
            var text = samples[i].Text;
            var chain = Analyse(text);
            for (var spot = 0; spot < 3; spot++)
            {
                foreach (var content in Type(text.Content, random))
                {
                    text = text.WithContent(content);
                    var next = Analyse(text, chain);
                    Assert.Equal(Told.Of(Analyse(text)), Told.Of(next));
                    keystrokes++;
                    if (KeptOf(chain, next) > 0) kept++;
                    chain = next;
                }
            }
        }

        output.WriteLine($"{keystrokes} keystrokes, {kept} of them read one resource");
        Assert.True(kept > keystrokes / 3);
    }

    [Fact]
    public void In_a_large_template_all_other_resources_are_kept()
    {
        var generated = GeneratedTemplate.Make(GeneratedFormat.Yaml, 1_000);
        var text = new SourceText(generated.Name, generated.Text);
        var chain = Analyse(text);
        var random = new Random(7);
        var (keystrokes, kept) = (0, 0);
        for (var spot = 0; spot < 30; spot++)
        {
            foreach (var content in Type(text.Content, random))
            {
                text = text.WithContent(content);
                var next = Analyse(text, chain);
                Assert.Equal(Told.Of(Analyse(text)), Told.Of(next));
                keystrokes++;
                if (KeptOf(chain, next) == next.Template!.Resources.Length - 1) kept++;
                chain = next;
            }
        }

        output.WriteLine($"{keystrokes} keystrokes, {kept} of them read one resource");
        Assert.True(kept > keystrokes * 2 / 3);
    }

    /// <summary>The text as it is after each letter of a line that is put in somewhere, and as each is taken back.</summary>
    private static IEnumerable<string> Type(string content, Random random)
    {
        var at = content.IndexOf('\n', random.Next(content.Length));
        if (at < 0) yield break;
        var start = content.LastIndexOf('\n', Math.Max(0, at - 1)) + 1;
        var indent = content.AsSpan(start, at - start).IndexOfAnyExcept(' ', '-');
        var line = "\n" + new string(' ', Math.Max(0, indent)) + Typed[random.Next(Typed.Length)];
        for (var length = 1 + Math.Max(0, indent); length <= line.Length; length++) yield return content.Insert(at, line[..length]);
        for (var length = line.Length - 1; length >= 0; length--) yield return content.Insert(at, line[..length]);
    }

    /// <summary>How many resources were not read again.</summary>
    private static int KeptOf(Analysis before, Analysis after)
    {
        var known = (before.Template?.Resources ?? []).Select(resource => resource.Origin).ToHashSet(ReferenceEqualityComparer.Instance);
        return (after.Template?.Resources ?? []).Count(resource => known.Contains(resource.Origin));
    }

    private static Analysis Analyse(SourceText text, Analysis? earlier = null) =>
        Analysis.Of([text], FileCatalogue.Instance, new TemplateContext(), new AssessmentOptions { Profile = Engine.Catalogue.Profile.Strict }, earlier);
}
