using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Fixes;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

/// <summary>Fixes on real templates: each mends what it says, and harms nothing.</summary>
public sealed class SampleFixTests(ITestOutputHelper output)
{
    /// <summary>Every so many units, so that the tests stay quick; a prime, so that all kinds of samples come by. All where the environment asks for it.</summary>
    private static readonly int Step = Environment.GetEnvironmentVariable("ONUS_ALL_SAMPLES") is null ? 7 : 1;

    [Fact]
    public void Each_fix_mends_its_finding_and_harms_nothing()
    {
        var wrong = new StringBuilder();
        var (fixes, findings, fixable, complete) = (0, 0, 0, 0);
        var controls = new Dictionary<string, bool>();
        foreach (var analysis in Analyses())
        {
            foreach (var finding in OneOfEachControl(analysis))
            {
                findings++;
                var offered = analysis.FixesFor(finding);
                if (!offered.IsEmpty) fixable++;
                controls[finding.Control.Id] = controls.GetValueOrDefault(finding.Control.Id) || !offered.IsEmpty;
                foreach (var fix in offered)
                {
                    fixes++;
                    if (fix.Placeholders.IsDefaultOrEmpty) complete++;
                    if (WhatIsWrong(analysis, finding, fix) is { } problem)
                        wrong.AppendLine($"{Path.GetFileName(finding.Place.Document.Path)} {finding.Control.Id} {finding.Resource.Name} {finding.Path}: {fix.Title}: {problem}");
                }
            }
        }

        output.WriteLine($"{findings} findings, {fixable} with fixes, {fixes} fixes, {complete} of them complete");
        output.WriteLine($"{controls.Count} controls found, without a fix: {string.Join(", ", controls.Where(pair => !pair.Value).Select(pair => pair.Key))}");
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(fixable > findings / 2, "Fewer than half of the findings have a fix.");
    }

    /// <summary>One by one costs an assessment a fix, so only texts up to this length are tried.</summary>
    private const int LongestText = 12_000;

    [Fact]
    public void All_safe_fixes_at_once_do_what_they_do_one_by_one()
    {
        var seen = 0;
        foreach (var analysis in Analyses())
        {
            foreach (var tree in analysis.Trees)
            {
                var path = tree.Text.Path;
                if (tree.Text.Length > LongestText || analysis.FixAllSafe(path) is not { } all) continue;
                seen++;
                var together = analysis.After(all);
                var inOrder = OneByOne(analysis, path, last: false);
                var backwards = OneByOne(analysis, path, last: true);
                Assert.Equal(Content(inOrder), Content(together));
                Assert.Equal(Content(inOrder), Content(backwards));
                Assert.Null(together.FixAllSafe(path));
                Assert.DoesNotContain(together.FindingsIn(path), finding => together.FixesFor(finding).Any(fix => fix.IsSafe));
            }
        }

        output.WriteLine($"{seen} texts with safe fixes");
        Assert.True(seen > 5);
    }

    [Fact]
    public void Everything_at_once_leaves_nothing_to_do_and_makes_no_new_finding()
    {
        var (seen, wrong) = (0, new StringBuilder());
        foreach (var analysis in Analyses())
        {
            foreach (var path in analysis.Trees.Select(tree => tree.Text.Path))
            {
                if (analysis.FixEverything(path) is not { } all) continue;
                seen++;
                var after = analysis.After(all);
                if (after.Trees.Sum(tree => tree.Errors.Length) > analysis.Trees.Sum(tree => tree.Errors.Length)) wrong.AppendLine($"{path}: new syntax errors");
                if (NewFinding(analysis, after) is { } key) wrong.AppendLine($"{path}: new finding {key}");
                if (after.FixEverything(path) is { } again) wrong.AppendLine($"{path}: more to do: {string.Join(", ", again.Edits.Select(edit => edit.Edit.NewText))}");
            }
        }

        output.WriteLine($"{seen} texts with fixes");
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(seen > 20);
    }

    [Fact]
    public void Each_ignore_action_ignores_its_finding_and_no_other()
    {
        var (ignored, none, wrong) = (0, 0, new StringBuilder());
        foreach (var analysis in Analyses())
        {
            foreach (var finding in OneOfEachControl(analysis))
            {
                var fix = analysis.IgnoreFix(finding, "for a test");
                if (fix.Edits.IsEmpty)
                {
                    none++;
                    continue;
                }

                ignored++;
                var after = analysis.After(fix);
                var what = $"{finding.Place.Document.Path} {finding.Control.Id} {finding.Resource.Name}";
                if (fix.Edits.Any(edit => !edit.Edit.NewText.Contains(edit.Document[edit.Edit.Span].Trim('{', '}', ' ', '\r', '\n'), StringComparison.Ordinal))) wrong.AppendLine($"{what}: takes text away");
                if (after.Trees.Sum(tree => tree.Errors.Length) > analysis.Trees.Sum(tree => tree.Errors.Length)) wrong.AppendLine($"{what}: new syntax errors");
                var left = Keys(after);
                if (left.Contains((finding.Control.Id, finding.Resource.Name))) wrong.AppendLine($"{what}: not ignored");
                // What stands at the same place is said once; with one ignored it is said of the next.
                if (left.Except(Keys(analysis)).FirstOrDefault(fresh => fresh.Item1 != finding.Control.Id) is { Item1: { } id }) wrong.AppendLine($"{what}: new finding {id}");
                if (Keys(analysis).Except(left).FirstOrDefault(gone => gone.Item1 != finding.Control.Id) is { Item1: { } lost }) wrong.AppendLine($"{what}: ignores {lost} too");
            }
        }

        output.WriteLine($"{ignored} ignored, {none} without a place for it");
        Assert.True(wrong.Length == 0, wrong.ToString());
        Assert.True(ignored > 20 * none);
    }

    private static HashSet<(string, string)> Keys(Analysis analysis) => [.. analysis.Assessment!.Findings.Select(finding => (finding.Control.Id, finding.Resource.Name))];

    private static IEnumerable<Analysis> Analyses() =>
        SampleFiles.Units().Where((_, at) => at % Step == 0).Select(SampleFiles.Analyse).Where(analysis => analysis.Template is not null);

    private static IEnumerable<Finding> OneOfEachControl(Analysis analysis) =>
        analysis.Assessment!.Findings.GroupBy(finding => (finding.Control.Id, finding.Binding.Type)).Select(group => group.First());

    private static string? WhatIsWrong(Analysis before, Finding finding, Fix fix)
    {
        var after = before.After(fix);
        var errors = after.Trees.Sum(tree => tree.Errors.Length) - before.Trees.Sum(tree => tree.Errors.Length);
        if (fix.Edits.Any(edit => edit.Edit.NewText.Contains('\uFDD0', StringComparison.Ordinal))) return "a mark is left in the text";
        if (fix.Placeholders.Any(p => fix.Edits[p.EditIndex].Edit.NewText.Substring(p.SpanInNewText.Start, p.SpanInNewText.Length) != $"<{p.Hint}>")) return "a placeholder is not where it is said to be";
        if (errors > 0) return $"{errors} new syntax errors";
        if (Harmed(before, after, finding) is { } name) return $"changes {name}";
        // A placeholder is no value yet.
        if (NewFinding(before, after, fix.Placeholders.IsDefaultOrEmpty ? null : finding.Resource.Name) is { } key) return $"new finding {key}";
        if (!fix.Placeholders.IsDefaultOrEmpty) return null;
        var target = (finding.Control.Id, finding.Resource.Name);
        return Count(after).GetValueOrDefault(target) < Count(before)[target] ? null : "the finding is still there";
    }

    /// <summary>Which versions of TLS an origin speaks is asked only once it speaks TLS, and of all origins at once.</summary>
    private static readonly string[] FollowUps = ["cloudfront-origin-tls-versions"];

    /// <summary>A finding that answers a question that came up before, and was not there.</summary>
    private static (string Control, string Resource)? NewFinding(Analysis before, Analysis after, string? except = null)
    {
        var (old, current) = (Count(before), Count(after));
        var asked = before.Assessment!.Verdicts.Where(v => v.Kind != VerdictKind.NotApplicable).Select(v => (v.Control.Id, v.Resource.Name)).ToHashSet();
        var places = before.Assessment.Findings.Select(f => (f.Control.Id, f.Place.Document.Path, f.Place.Text)).ToHashSet();
        foreach (var other in after.Assessment!.Findings)
        {
            // A question that did not come up before, such as whose key it is that encrypts now, may be asked now.
            var key = (other.Control.Id, other.Resource.Name);
            if (current[key] <= old.GetValueOrDefault(key) || !asked.Contains(key) || key.Name == except || FollowUps.Contains(key.Item1)) continue;
            // Resources that share a module share its places, each of which is reported once.
            if (!places.Contains((other.Control.Id, other.Place.Document.Path, other.Place.Text))) return key;
        }

        return null;
    }

    /// <summary>A resource that lost text though it has nothing to do with the finding.</summary>
    private static string? Harmed(Analysis before, Analysis after, Finding finding)
    {
        var own = finding.Resource.WholePlace;
        var name = finding.Resource.Name[(finding.Resource.Name.LastIndexOf('.') + 1)..];
        foreach (var other in before.Template!.Resources)
        {
            var place = other.WholePlace;
            var isSource = false;
            for (var step = finding.Offender?.Derivation; step is not null; step = step.Next) isSource |= step.Place.Document?.Path == place.Document.Path && place.Span.Contains(step.Place.Span);
            if (isSource) continue;
            if (place.Document.Path == own.Document.Path && place.Span.Overlaps(own.Span)) continue;
            if (place.Text.Contains(name, StringComparison.Ordinal) || place.Text.Contains(finding.Offender?.Place.Document is null ? "\0" : finding.Offender.Place.Text, StringComparison.Ordinal)) continue;
            var text = after.Trees.FirstOrDefault(tree => tree.Text.Path == place.Document.Path)?.Text.Content;
            if (text?.Contains(place.Text.TrimEnd(), StringComparison.Ordinal) == false) return other.Name;
        }

        return null;
    }

    private static Dictionary<(string Control, string Resource), int> Count(Analysis analysis) => analysis.Assessment!.Findings
        .GroupBy(finding => (finding.Control.Id, finding.Resource.Name))
        .ToDictionary(group => group.Key, group => group.Count());

    private static Analysis OneByOne(Analysis analysis, string path, bool last)
    {
        while (true)
        {
            var safe = analysis.FindingsIn(path).Select(finding => analysis.FixesFor(finding).FirstOrDefault(fix => fix.IsSafe)).OfType<Fix>().ToList();
            if (safe.Count == 0) return analysis;
            analysis = analysis.After(last ? safe[^1] : safe[0]);
        }
    }

    /// <summary>What the texts say, whichever order new keys and items came in.</summary>
    private static string Content(Analysis analysis) =>
        string.Join("\n", analysis.Trees.Select(tree => Writing.RandomText.Unordered(Writing.RandomText.FromSyntax(tree.Root))));
}
