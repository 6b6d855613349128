using Onus.Engine.Assessment;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Reference;

/// <summary>Holds the evaluator against another one, in another language, over the conditions as they were first researched.</summary>
public sealed class ReferenceTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(Catalogue.SchemaFiles.Root, "..", "tests", "Onus.Engine.Tests", "Assessment", "Reference");

    /// <summary>Where the two differ with good reason: control, file and resource (a star for any), the two verdicts, and why.</summary>
    private static readonly List<string[]> Explained =
        [.. File.ReadAllLines(Path.Combine(Folder, "differences.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | "))];

    [Fact]
    public void The_evaluator_agrees_with_the_reference_but_where_a_reason_is_written_down()
    {
        var reference = ReferenceVerdicts.Read(File.ReadAllText(Path.Combine(Folder, "verdicts.txt")));
        var templates = new Dictionary<string, Template?>();
        var (agreed, knowsMore, neverMade) = (0, 0, 0);
        var used = new HashSet<string[]>();
        var wrong = new List<string>();
        foreach (var said in reference.Said)
        {
            if (!templates.TryGetValue(said.File, out var template)) templates[said.File] = template = Read(said.File);
            var ours = template?.Find(said.Resource) is { } resource ? Judge(template, reference, resource, said.Condition.Binding) : "no such resource";
            if (ours == said.Verdict)
            {
                agreed++;
            }
            else if (ours == "never made")
            {
                // The reference does not know that a condition may keep a resource from being made.
                neverMade++;
            }
            else if (said.Verdict == "unknown" && ours is "met" or "open" or "not-applicable")
            {
                // The reference knows neither conditions nor most intrinsic functions, and says so.
                knowsMore++;
            }
            else if (Explained.Find(line => Explains(line, said, ours)) is { } reason)
            {
                used.Add(reason);
            }
            else
            {
                wrong.Add($"{said.Condition.Control} | {said.File} | {said.Resource} | {said.Verdict} -> {ours}");
            }
        }

        var total = reference.Said.Count;
        output.WriteLine($"{total} verdicts: {agreed} agree, {knowsMore} the reference leaves undecided, {neverMade} are of resources that the defaults do not make, {total - agreed - knowsMore - neverMade - wrong.Count} differ as written down.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ without a reason:\n{string.Join('\n', wrong)}");
        Assert.Empty(Explained.Where(line => !used.Contains(line)).Select(line => string.Join(" | ", line)));
    }

    private static bool Explains(string[] line, SaidVerdict said, string ours) =>
        Fits(line[0], said.Condition.Control) && Fits(line[1], said.File) && Fits(line[2], said.Resource) && line[3] == $"{said.Verdict} -> {ours}";

    private static bool Fits(string pattern, string value) => pattern == "*" || pattern == value;

    private static Template? Read(string file) =>
        TemplateReader.Read([SyntaxTree.Read(new SourceText(file, File.ReadAllText(Path.Combine(Samples.Folder, file))))], new TemplateContext());

    private static string Judge(Template template, ReferenceVerdicts reference, Resource resource, Engine.Catalogue.Binding binding)
    {
        var evaluator = new Evaluator(template, reference, resource, new World());
        return Judgement.Of(template, reference, resource, binding, evaluator)?.Kind switch
        {
            VerdictKind.Met => "met",
            VerdictKind.Open => "open",
            VerdictKind.NotApplicable => "not-applicable",
            VerdictKind.Unknown => "unknown",
            _ => "never made",
        };
    }
}
