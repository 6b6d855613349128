using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;
using ModelPrinter = Onus.Engine.Tests.Templates.CloudFormation.ModelPrinter;
using Sample = Onus.Engine.Tests.Syntax.Sample;
using Samples = Onus.Engine.Tests.Syntax.Samples;

namespace Onus.Engine.Tests.Templates;

/// <summary>One broken line costs the resource that it stands in, and no other; and it is told once, where it is.</summary>
public class ResilienceTests(ITestOutputHelper output)
{
    private const int Part = 41;

    private const int MostOfASample = 6;

    [Fact]
    public void A_broken_line_leaves_the_resources_that_it_does_not_touch_as_they_were()
    {
        var counts = new SortedDictionary<string, Count>(StringComparer.Ordinal);
        var first = 0;
        foreach (var sample in Samples.All)
        {
            if (Read(sample.Text) is not { } whole) continue;
            var printed = whole.Resources.Where(r => r.IsDeployed).Select(r => (Resource: r, Text: ModelPrinter.Print(r))).ToList();
            foreach (var broken in Breaks(sample, ref first))
            {
                var count = counts.GetValueOrDefault(Key(sample, broken)) ?? (counts[Key(sample, broken)] = new Count());
                count.Breaks++;
                var now = Read(broken.Text);
                // Elsewhere than in a resource the line may well be about the others' values.
                var isInResource = printed.Any(p => p.Resource.WholePlace.Span.Contains(broken.Span));
                foreach (var (resource, text) in printed)
                {
                    if (Touches(resource.WholePlace, broken) || Touches(resource.TypePlace, broken)) continue;
                    count.Asked++;
                    if (now?.Resources.FirstOrDefault(r => r.Name == resource.Name && r.Type == resource.Type) is not { } found) continue;
                    count.Kept++;
                    if (!isInResource || ModelPrinter.Print(found) == text) count.Same++;
                }
            }
        }

        Show("breaks", counts);
        if (!Whole.IsAsked) output.WriteLine($"Every {Part}th line, and {MostOfASample} of a sample at most; ONUS_WHOLE=1 breaks all.");
        var sum = Sum(counts.Values);
        Assert.True(sum.Asked > 10_000);
        Assert.True(sum.Same >= sum.Asked * 0.995, $"Only {sum.Same} of {sum.Asked} resources are as they were.");
        Assert.All(counts, entry => Assert.True(entry.Value.Same >= entry.Value.Asked * 0.99, $"{entry.Key}: only {entry.Value.Same} of {entry.Value.Asked} are as they were."));
    }

    [Fact]
    public void A_text_cut_off_anywhere_keeps_the_resources_written_so_far()
    {
        var counts = new SortedDictionary<string, Count>(StringComparer.Ordinal);
        var first = 0;
        foreach (var sample in Samples.All)
        {
            if (Read(sample.Text) is not { } whole) continue;
            var printed = whole.Resources.Where(r => r.IsDeployed).Select(r => (Resource: r, Text: ModelPrinter.Print(r))).ToList();
            var count = counts.GetValueOrDefault(Language(sample)) ?? (counts[Language(sample)] = new Count());
            var step = Whole.Step(487, of: sample.Content.Length, most: MostOfASample);
            for (var length = 1 + (first++ % step); length < sample.Content.Length; length += step)
            {
                var cut = sample.Text.WithContent(sample.Content[..length]);
                var line = cut.LineSpan(cut.LineCount - 1).Start;
                count.Breaks++;
                var now = Read(cut);
                foreach (var (resource, text) in printed.Where(p => p.Resource.WholePlace.Span.End < line && p.Resource.TypePlace.Span.End < line))
                {
                    count.Asked++;
                    if (now?.Resources.FirstOrDefault(r => r.Name == resource.Name && r.Type == resource.Type) is not { } found) continue;
                    count.Kept++;
                    if (ModelPrinter.Print(found) == text) count.Same++;
                }
            }
        }

        // What stands further down, such as conditions, may well be about the values above.
        Show("prefixes", counts);
        Assert.All(counts, entry => Assert.True(entry.Value.Kept >= entry.Value.Asked * 0.99, $"{entry.Key}: only {entry.Value.Kept} of {entry.Value.Asked} are modelled."));
        Assert.All(counts, entry => Assert.True(entry.Value.Same >= entry.Value.Asked * 0.9, $"{entry.Key}: only {entry.Value.Same} of {entry.Value.Asked} are as they will be."));
    }

    [Fact]
    public void A_broken_line_gives_one_diagnostic_on_its_line_or_beside_it()
    {
        var counts = new SortedDictionary<string, Told>(StringComparer.Ordinal);
        var first = 0;
        foreach (var sample in Samples.All)
        {
            if (!SyntaxProblems.Of(SyntaxTree.Read(sample.Text)).IsEmpty) continue;
            foreach (var broken in Breaks(sample, ref first))
            {
                var problems = SyntaxProblems.Of(SyntaxTree.Read(broken.Text));
                if (problems.IsEmpty) continue;
                var told = counts.GetValueOrDefault(Key(sample, broken)) ?? (counts[Key(sample, broken)] = new Told());
                told.Breaks++;
                if (problems.Length == 1) told.Once++;
                if (problems.Any(p => Math.Abs(broken.Text.PositionOf(p.Span.Start).Line - broken.Line) <= 1)) told.There++;
            }
        }

        output.WriteLine($"{"",-22} {"breaks",9} {"told once",10} {"in place",10}");
        foreach (var (kind, told) in counts)
            output.WriteLine($"{kind,-22} {told.Breaks,9} {100.0 * told.Once / told.Breaks,8:F2} % {100.0 * told.There / told.Breaks,8:F2} %");
        Assert.All(counts, entry => Assert.True(entry.Value.Once >= entry.Value.Breaks * 0.97, $"{entry.Key}: only {entry.Value.Once} of {entry.Value.Breaks} are told once."));
        // A missing line is often noticed only where what followed it ends.
        Assert.All(counts, entry => Assert.True(entry.Value.There >= entry.Value.Breaks * 0.9, $"{entry.Key}: only {entry.Value.There} of {entry.Value.Breaks} are told in place."));
    }

    [Fact]
    public void A_broken_line_makes_no_other_value_of_its_resource_false()
    {
        var first = 0;
        var (breaks, asked, known, unknown) = (0, 0, 0, 0);
        var wrong = new List<string>();
        foreach (var sample in Samples.All)
        {
            if (Read(sample.Text) is not { } whole) continue;
            foreach (var broken in Breaks(sample, ref first))
            {
                var tree = SyntaxTree.Read(broken.Text);
                if (tree.Errors.All(error => error.IsSemantic)) continue;
                breaks++;
                var now = Read(tree);
                foreach (var resource in whole.Resources.Where(r => r.IsDeployed && r.DerivedFrom is null && Touches(r.WholePlace, broken)))
                {
                    if (now?.Resources.FirstOrDefault(r => r.Name == resource.Name && r.Type == resource.Type && r.DerivedFrom is null) is not { } found) continue;
                    foreach (var (path, value) in Leaf.Of(resource.Body).Where(leaf => leaf.Value.Place.Document == sample.Text && !Touches(leaf.Value.Place, broken)))
                    {
                        asked++;
                        var said = Leaf.At(found.Body, path);
                        if (said is ScalarValue same && same.Text == value.Text) known++;
                        else if (said is UnknownValue) unknown++;
                        else wrong.Add($"{sample.Name}:{broken.Line + 1} {broken.Kind}: {resource.Name} {string.Join('.', path)} is {(said as ScalarValue)?.Text ?? said.GetType().Name}");
                    }
                }
            }
        }

        output.WriteLine($"{breaks} breaks with an error, {asked} values in the broken resources: {known} known, {unknown} unknown, {wrong.Count} false:");
        foreach (var one in wrong.Take(50)) output.WriteLine(one);
        Assert.True(known >= asked * 0.9, $"Only {known} of {asked} values are known.");
        Assert.True(wrong.Count <= asked * 0.003, $"{wrong.Count} of {asked} values are false.");
    }

    /// <summary>The lines of a sample that are broken: all, or some, which begin elsewhere in each sample.</summary>
    private static IEnumerable<Break> Breaks(Sample sample, ref int first)
    {
        var step = Whole.Step(Part, of: sample.Text.LineCount, most: MostOfASample);
        return Break.Of(sample.Text, first++ % step, step);
    }

    private static Template? Read(SourceText text) => Read(SyntaxTree.Read(text));

    private static Template? Read(SyntaxTree tree) => TemplateReader.Read([tree], new TemplateContext());

    private static bool Touches(Place place, Break broken) => place.Span.Start <= broken.Span.End && broken.Span.Start <= place.Span.End;

    private static string Key(Sample sample, Break broken) => $"{Language(sample)} {broken.Kind}";

    private static string Language(Sample sample) => sample.Name.EndsWith(".tf.json", StringComparison.Ordinal) ? "Terraform" : sample.IsYaml ? "YAML" : "JSON";

    private void Show(string what, SortedDictionary<string, Count> counts)
    {
        output.WriteLine($"{"",-22} {what,9} {"resources",10} {"modelled",10} {"unchanged",10}");
        foreach (var (kind, count) in counts.Append(new("all", Sum(counts.Values))))
            output.WriteLine($"{kind,-22} {count.Breaks,9} {count.Asked,10} {100.0 * count.Kept / count.Asked,8:F2} % {100.0 * count.Same / count.Asked,8:F2} %");
    }

    private static Count Sum(IEnumerable<Count> counts) => counts.Aggregate(new Count(), (sum, count) => new Count
    {
        Breaks = sum.Breaks + count.Breaks,
        Asked = sum.Asked + count.Asked,
        Kept = sum.Kept + count.Kept,
        Same = sum.Same + count.Same,
    });

    private sealed class Count
    {
        public long Breaks { get; set; }

        public long Asked { get; set; }

        public long Kept { get; set; }

        public long Same { get; set; }
    }

    private sealed class Told
    {
        public int Breaks { get; set; }

        public int Once { get; set; }

        public int There { get; set; }
    }
}
