using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Duties;

public sealed class MoverCaseTests
{
    private static readonly DutyModel Model = DutyFiles.Load();

    [Fact]
    public void Every_mover_of_every_type_has_cases_both_ways()
    {
        var cases = ReadCases();
        foreach (var line in Model.MoverLines)
        {
            var entry = (cases.Find(line.Id)?.Value as MappingNode)?.Find(line.Type)?.Value as MappingNode;
            Assert.True(Count(entry, "moves") > 0, $"{line.Id} moves no {line.Type} in mover-cases.yaml");
            Assert.True(Count(entry, "stays") > 0, $"{line.Id} leaves no {line.Type} alone in mover-cases.yaml");
        }
    }

    [Fact]
    public void Every_case_is_of_a_mover()
    {
        var known = Model.MoverLines.Select(line => (line.Id, line.Type)).ToHashSet();
        var cases = ReadCases().Entries.SelectMany(mover => ((MappingNode)mover.Value).Entries.Select(type => (mover.Name, type.Name)));
        Assert.DoesNotContain(cases, pair => !known.Contains(pair));
    }

    private static int Count(MappingNode? entry, string key) => entry?.Find(key)?.Value is SequenceNode sequence ? sequence.Items.Length : 0;

    private static MappingNode ReadCases()
    {
        var path = Path.Combine(SchemaFiles.Root, "..", "tests", "Onus.Engine.Tests", "Catalogue", "Duties", "mover-cases.yaml");
        return (MappingNode)SyntaxTree.Read(new SourceText("mover-cases.yaml", File.ReadAllText(path)), SyntaxLanguage.Yaml).Root!;
    }
}
