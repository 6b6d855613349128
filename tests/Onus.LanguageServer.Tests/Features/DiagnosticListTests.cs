using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Xunit;

namespace Onus.LanguageServer.Tests.Features;

public class DiagnosticListTests
{
    private const string Path = "/work/app.json";

    /// <summary>Two volumes in one line, with a letter before each that UTF-8 counts otherwise; then one that refers to nothing.</summary>
    private const string Template = """
        {"Resources": {
          "é": {"Type": "AWS::EC2::Volume", "Properties": {"AvailabilityZone": "é", "Encrypted": false}}, "é2": {"Type": "AWS::EC2::Volume", "Properties": {"AvailabilityZone": "a", "Encrypted": false}},
          "C": {"Type": "AWS::EC2::Volume",
            "Properties": {"AvailabilityZone": "a", "KmsKeyId": {"Ref": "Nothing"},
              "Encrypted": false}}
        }}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_stands_at_the_place_of_what_it_tells(bool isUtf8)
    {
        var (context, list) = ListOf(Template, isUtf8);
        var analysis = context.Snapshot.AnalysisOf(Path) ?? throw new InvalidOperationException();
        var expected = analysis.FindingsIn(Path).Select(finding => (finding.Control.Id, finding.Message, context.Conversions.RangeOf(finding.Place)).ToString())
            .Concat((analysis.Template?.Problems ?? []).Select(problem => ("template", problem.Message, context.Conversions.RangeOf(problem.Place)).ToString())).Order();
        Assert.Equal(expected, list.Select(diagnostic => (diagnostic.Code ?? "", diagnostic.Message, diagnostic.Range).ToString()).Order());
        Assert.Contains(list, diagnostic => diagnostic.Code == "template");
        Assert.True(list.Count > 3);
    }

    [Fact]
    public void They_stand_in_the_order_of_the_text_whatever_they_tell()
    {
        var (_, list) = ListOf(Template, isUtf8: false);
        var starts = list.Select(diagnostic => (diagnostic.Range.Start.Line, diagnostic.Range.Start.Character)).ToList();
        Assert.Equal(starts.Order(), starts);
        Assert.NotEqual("template", list[0].Code);
        Assert.NotEqual("template", list[^1].Code);
    }

    private static (FeatureContext Context, IReadOnlyList<Diagnostic> List) ListOf(string template, bool isUtf8)
    {
        var workspace = new Workspace(Snapshot.Empty(() => TestCatalogue.Shipped, new Disk(WorkspaceFiles.None)));
        workspace.Open(new TextDocumentItem { Uri = "file://" + Path, LanguageId = "json", Version = 1, Text = template });
        var context = new FeatureContext(workspace.Current, new ClientAbilities(), new Conversions(isUtf8));
        return (context, DiagnosticList.Of(context, Path));
    }
}
