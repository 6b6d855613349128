using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class SampleTests(ITestOutputHelper output)
{
    private static readonly string Root = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Server.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("the tests do not run inside the repository"), "tests", "templates", "samples");
    }

    private static List<string> Folders() =>
        [.. Directory.EnumerateFiles(Root, "*.tf.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f) ?? "").Distinct().Order(StringComparer.Ordinal)];

    private static Template Read(string folder)
    {
        var trees = Directory.EnumerateFiles(folder, "*.tf.json").Order(StringComparer.Ordinal)
            .Select(f => SyntaxTree.Read(new SourceText(f, File.ReadAllText(f)), SyntaxLanguage.Json));
        var context = new TemplateContext
        {
            ReadSibling = (from, path) => Sibling(from, path) is var file && File.Exists(file) ? new SourceText(file, File.ReadAllText(file)) : null,
            ListFolder = (from, path) => Sibling(from, path) is var at && Directory.Exists(at) ? [.. Directory.EnumerateFiles(at).Select(f => Path.GetFileName(f))] : [],
        };
        return TerraformReader.Read([.. trees], context, CancellationToken.None) ?? throw new InvalidOperationException(folder);

        static string Sibling(SourceText from, string path) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from.Path) ?? "", path));
    }

    [Fact]
    public void Every_sample_is_read_without_problems_and_every_unknown_has_its_cause()
    {
        var causes = new SortedDictionary<string, int>();
        var scalars = 0;
        var resources = 0;
        var problems = new List<string>();
        var untold = new List<string>();
        foreach (var folder in Folders())
        {
            var template = Read(folder);
            resources += template.Resources.Count(r => r.IsDeployed);
            problems.AddRange(template.Problems.Select(p => $"{Path.GetRelativePath(Root, p.Place.Document.Path)}:{p.Place.Start.Line + 1}: {p.Message}"));
            foreach (var resource in template.Resources.Where(r => r.Condition?.Logic is not Constant { Value: false })) Count(resource.Body);
        }

        output.WriteLine($"{resources} resources, {scalars} known values");
        foreach (var (cause, count) in causes.OrderByDescending(c => c.Value)) output.WriteLine($"{count,6} {cause}");
        Assert.True(resources > 1000, $"only {resources} resources");
        Assert.DoesNotContain(causes.Keys, cause => cause.StartsWith(nameof(UnknownCause.Broken), StringComparison.Ordinal) || cause.StartsWith(nameof(UnknownCause.Limit), StringComparison.Ordinal));
        Assert.Empty(problems);
        Assert.Empty(untold);

        void Count(Value value)
        {
            if (value is not AbsentValue) Assert.NotNull(value.Place.Document);
            switch (value)
            {
                case ScalarValue: scalars++; break;
                case ListValue list: foreach (var item in list.Items) Count(item); break;
                case MapValue map:
                    Assert.All(map.Entries, e => Assert.NotNull(e.KeyPlace.Document));
                    foreach (var entry in map.Entries) Count(entry.Value);
                    break;
                case ChoiceValue choice:
                    Assert.NotNull(choice.Condition.Place.Document);
                    if (choice.Condition.Logic is not Constant { Value: false }) Count(choice.Then);
                    if (choice.Condition.Logic is not Constant { Value: true }) Count(choice.Else);
                    break;
                case UnknownValue unknown:
                    Assert.All(unknown.Candidates, Count);
                    causes[Reason(unknown)] = causes.GetValueOrDefault(Reason(unknown)) + 1;
                    if (unknown.Text.Length == 0) untold.Add(unknown.Place.Text);
                    break;
                default: break;
            }
        }
    }

    /// <summary>The cause, with the function, data source or name at the head of the expression where the cause leaves that open.</summary>
    private static string Reason(UnknownValue unknown) => unknown.Cause switch
    {
        UnknownCause.DataSource => $"{unknown.Cause} {System.Text.RegularExpressions.Regex.Match(unknown.Text, "data\\.[a-z_0-9]+").Value}",
        UnknownCause.Expression or UnknownCause.Pseudo => $"{unknown.Cause} {System.Text.RegularExpressions.Regex.Match(unknown.Text, "\\$\\{[!(]*([a-z_0-9]+[(.])").Groups[1].Value}",
        _ => unknown.Cause.ToString(),
    };

    [Fact]
    public void A_sample_cut_off_anywhere_or_with_a_line_missing_is_still_read()
    {
        var cut = 0;
        foreach (var file in Directory.EnumerateFiles(Root, "*.tf.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where((_, i) => i % 29 == 0))
        {
            var text = File.ReadAllText(file);
            var lines = text.Split('\n');
            var step = Math.Max(1, text.Length / 40);
            var broken = Enumerable.Range(0, text.Length / step).Select(i => text[..(i * step)])
                .Concat(Enumerable.Range(0, Math.Min(lines.Length, 40)).Select(i => string.Join('\n', lines.Where((_, l) => l != i * lines.Length / 40))));
            foreach (var content in broken)
            {
                var tree = SyntaxTree.Read(new SourceText(file, content), SyntaxLanguage.Json);
                var template = TerraformReader.Read([tree], new TemplateContext(), CancellationToken.None);
                Assert.All(template?.Problems ?? [], p => Assert.InRange(p.Place.Span.End, 0, content.Length));
                cut++;
            }
        }

        Assert.True(cut > 500, $"only {cut} texts");
    }
}
