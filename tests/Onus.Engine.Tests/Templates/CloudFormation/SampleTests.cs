using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class SampleTests
{
    private readonly ITestOutputHelper output;

    public SampleTests(ITestOutputHelper output) => this.output = output;

    [Fact]
    public void Every_sample_is_read_and_every_unknown_has_its_reason()
    {
        var causes = new Dictionary<string, int>();
        var unexplained = new List<string>();
        var problems = new Dictionary<string, int>();
        var read = 0;
        foreach (var sample in All())
        {
            var tree = SyntaxTree.Read(sample);
            if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation) continue;
            var template = TemplateReader.Read([tree], new TemplateContext());
            Assert.NotNull(template);
            read++;
            foreach (var resource in template.Resources) Count(resource.Body, causes, unexplained);
            foreach (var problem in template.Problems)
            {
                Add(problems, problem.Message.Split(',', ':')[0]);
                output.WriteLine($"{Path.GetFileName(sample.Path)}:{problem.Place.Start.Line + 1} {problem.Message}");
            }
        }

        Assert.True(read > 200, $"only {read} samples were read as templates");
        output.WriteLine($"{read} templates");
        foreach (var (cause, count) in causes.OrderByDescending(c => c.Value)) output.WriteLine($"{count,6} {cause}");
        Assert.Empty(unexplained);
    }

    [Fact]
    public void The_json_form_of_a_sample_gives_the_same_model()
    {
        foreach (var sample in All().Where(s => s.Path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            var tree = SyntaxTree.Read(sample);
            if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation || !tree.Errors.IsEmpty) continue;
            var template = TemplateReader.Read([tree], new TemplateContext())!;
            // Comments have no JSON form, and conditions without a better name are named by their place.
            var json = SyntaxTree.Read(new SourceText(sample.Path, JsonForm.Of(tree)), SyntaxLanguage.Json);
            Assert.Empty(json.Errors);
            var same = TemplateReader.Read([json], new TemplateContext())!;
            Assert.Equal(ModelPrinter.Print(template), ModelPrinter.Print(same));
        }
    }

    [Fact]
    public void Every_cut_of_a_sample_is_read_without_a_crash_and_every_value_has_its_place()
    {
        const int cuts = 6;
        foreach (var sample in All())
        {
            for (var i = 1; i <= cuts; i++)
            {
                var cut = sample.WithContent(sample.Content[..(sample.Length * i / cuts)]);
                var tree = SyntaxTree.Read(cut);
                if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation) continue;
                var template = TemplateReader.Read([tree], new TemplateContext());
                Assert.NotNull(template);
                foreach (var resource in template.Resources) CheckPlaces(resource.Body, cut);
            }
        }
    }

    [Fact]
    public void A_lost_or_halved_line_costs_no_resource_but_its_own()
    {
        var random = new Random(1);
        int kept = 0, asked = 0;
        foreach (var sample in All())
        {
            if (Read(sample) is not { } whole) continue;
            for (var i = 0; i < 8; i++)
            {
                var line = sample.LineSpan(random.Next(sample.LineCount));
                var from = i % 2 == 0 ? line.Start : line.Start + line.Length / 2;
                var broken = sample.WithContent(sample.Content[..from] + sample.Content[line.End..]);
                var template = Read(broken);
                foreach (var resource in whole.Resources)
                {
                    if (resource.WholePlace.Span.Touches(line.Start) || resource.WholePlace.Span.Touches(line.End)) continue;
                    asked++;
                    if (template?.OfType(resource.Type).Any(r => r.Name == resource.Name) == true) kept++;
                }
            }
        }

        output.WriteLine($"{kept} of {asked} untouched resources kept");
        Assert.True(kept >= asked * 0.99, $"only {kept} of {asked} untouched resources were kept");
    }

    private static Template? Read(SourceText text)
    {
        var tree = SyntaxTree.Read(text);
        return TemplateReader.Classify(tree) == TemplateKind.CloudFormation ? TemplateReader.Read([tree], new TemplateContext()) : null;
    }

    private static void CheckPlaces(Value value, SourceText text)
    {
        if (value is AbsentValue) return;
        Assert.Same(text, value.Place.Document);
        Assert.InRange(value.Place.Span.End, value.Place.Span.Start, text.Length);
        IEnumerable<Value> inner = value switch
        {
            ListValue list => list.Items,
            MapValue map => map.Entries.Select(e => e.Value),
            ChoiceValue choice => [choice.Then, choice.Else],
            _ => [],
        };
        foreach (var item in inner) CheckPlaces(item, text);
    }

    internal static IEnumerable<SourceText> All()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "tests", "templates"))) folder = Path.GetDirectoryName(folder)!;
        return Directory.EnumerateFiles(Path.Combine(folder, "tests", "templates", "samples"), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".yaml" or ".yml" or ".json" && !path.EndsWith(".tf.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceText(path, File.ReadAllText(path)));
    }

    private static void Count(Value value, Dictionary<string, int> causes, List<string> unexplained)
    {
        switch (value)
        {
            case ScalarValue:
                Add(causes, "known");
                break;
            case ListValue list:
                foreach (var item in list.Items) Count(item, causes, unexplained);
                break;
            case MapValue map:
                if (map.IsOpen) Add(causes, $"open map: {map.OpenCause}");
                foreach (var entry in map.Entries) Count(entry.Value, causes, unexplained);
                break;
            case ChoiceValue choice:
                Count(choice.Then, causes, unexplained);
                Count(choice.Else, causes, unexplained);
                break;
            case UnknownValue unknown:
                Add(causes, Reason(unknown));
                if (IsUnexplained(unknown)) unexplained.Add($"{Path.GetFileName(value.Place.Document.Path)}:{value.Place.Start.Line + 1} {unknown.Cause} {value.Place.Text}");
                break;
        }
    }

    /// <summary>The cause, with what it is about where that says more than a name of the template's own.</summary>
    private static string Reason(UnknownValue unknown) => unknown.Cause switch
    {
        UnknownCause.Parameter or UnknownCause.Attribute or UnknownCause.Import => unknown.Cause.ToString(),
        UnknownCause.DynamicReference => $"{unknown.Cause} {unknown.Name?.Split(':')[0]}",
        _ => $"{unknown.Cause} {unknown.Name}",
    };

    /// <summary>Nothing but a text that is not there yet may be unknown without a word on what is not known.</summary>
    private static bool IsUnexplained(UnknownValue unknown) =>
        unknown.Cause == UnknownCause.Limit || (unknown is { Cause: not (UnknownCause.Broken or UnknownCause.Attribute), Name: null, Text.Length: 0 });

    private static void Add(Dictionary<string, int> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
