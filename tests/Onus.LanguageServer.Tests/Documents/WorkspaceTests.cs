using System.Runtime.CompilerServices;
using CsCheck;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;
using Xunit;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Tests.Documents;

public class WorkspaceTests
{
    private const string Template = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n";

    private readonly Dictionary<string, string> files = [];
    private readonly Workspace workspace;

    public WorkspaceTests() => workspace = new Workspace(Snapshot.Empty(() => TestCatalogue.Shipped, new Disk(new WorkspaceFiles(
        path => files.GetValueOrDefault(path),
        folder => [.. files.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(Path.GetFileName).OfType<string>()],
        _ => []))));

    [Fact]
    public void Changes_in_steps_give_the_text_that_the_client_has() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 5], Gen.OneOf([.. new[] { "", "é", "x\ny", "\r\n", "😀" }.Select(Gen.Const)])).List[1, 20].Sample(edits =>
        {
            var expected = "one\ntwo\r\nthree";
            Open("file:///work/a.yaml", expected);
            var conversions = new Conversions(isUtf8: false);
            foreach (var (at, length, inserted) in edits)
            {
                var text = new Engine.Text.SourceText("a", expected);
                var range = conversions.RangeOf(text, new Engine.Text.TextSpan(Math.Min(at, expected.Length), Math.Min(length, expected.Length - Math.Min(at, expected.Length))));
                var span = conversions.SpanOf(text, range);
                expected = expected[..span.Start] + inserted + expected[span.End..];
                Change("file:///work/a.yaml", 2, range, inserted);
            }

            Assert.Equal(expected, workspace.Current.Find("file:///work/a.yaml")?.Text.Content);
        }, threads: 1);

    [Fact]
    public void A_change_without_a_range_is_the_whole_text()
    {
        Open("file:///work/a.yaml", "old");
        Change("file:///work/a.yaml", 2, null, "new");
        Assert.Equal("new", workspace.Current.Find("file:///work/a.yaml")?.Text.Content);
    }

    [Fact]
    public void A_snapshot_stays_as_it_was()
    {
        Open("file:///work/a.yaml", "old");
        var before = workspace.Current;
        Change("file:///work/a.yaml", 2, null, "new");
        Assert.Equal("old", before.Find("file:///work/a.yaml")?.Text.Content);
    }

    [Fact]
    public void A_change_keeps_the_analysis_of_other_templates()
    {
        Open("file:///work/a.yaml", Template);
        Open("file:///work/b.yaml", Template);
        var (a, b) = (workspace.Current.AnalysisOf("/work/a.yaml"), workspace.Current.AnalysisOf("/work/b.yaml"));
        Change("file:///work/a.yaml", 2, null, Template + "# more\n");
        Assert.Same(b, workspace.Current.AnalysisOf("/work/b.yaml"));
        Assert.NotSame(a, workspace.Current.AnalysisOf("/work/a.yaml"));
    }

    [Fact]
    public void What_was_found_in_older_texts_is_let_go_when_documents_change_in_turn()
    {
        Open("file:///work/a.yaml", Template);
        Open("file:///work/b.yaml", Template);
        var old = new List<WeakReference>();
        for (var version = 2; version < 12; version++) old.AddRange(ChangeInTurn(version));
        GC.Collect();
        // Two are of the texts as they are now.
        Assert.Equal(2, old.Count(analysis => analysis.IsAlive));
        GC.KeepAlive(workspace);
    }

    [Fact]
    public void The_files_of_a_Terraform_folder_are_read_together_and_the_open_ones_win()
    {
        files["/work/tf/main.tf.json"] = """{"resource":{"aws_s3_bucket":{"old":{}}}}""";
        files["/work/tf/more.tf.json"] = """{"resource":{"aws_s3_bucket":{"more":{}}}}""";
        files["/work/tf/other.json"] = "{}";
        Open("file:///work/tf/main.tf.json", """{"resource":{"aws_s3_bucket":{"new":{}}}}""");
        Open("file:///work/tf/unsaved.tf.json", """{"resource":{"aws_s3_bucket":{"unsaved":{}}}}""");
        var names = workspace.Current.AnalysisOf("/work/tf/main.tf.json")?.Template?.Resources.Select(resource => resource.Name).Order();
        Assert.Equal(["aws_s3_bucket.more", "aws_s3_bucket.new", "aws_s3_bucket.unsaved"], names);
        Assert.Same(workspace.Current.UnitOf("/work/tf/main.tf.json"), workspace.Current.UnitOf("/work/tf/more.tf.json"));
    }

    [Fact]
    public void A_file_changed_on_disk_is_read_again_once_that_is_said()
    {
        files["/work/tf/more.tf.json"] = """{"resource":{"aws_s3_bucket":{"more":{}}}}""";
        Open("file:///work/tf/main.tf.json", """{"resource":{"aws_s3_bucket":{"main":{}}}}""");
        Assert.Equal(2, workspace.Current.AnalysisOf("/work/tf/main.tf.json")?.Template?.Resources.Length);
        files["/work/tf/more.tf.json"] = "{}";
        workspace.ChangeFiles(["file:///work/tf/more.tf.json"]);
        Assert.Equal(1, workspace.Current.AnalysisOf("/work/tf/main.tf.json")?.Template?.Resources.Length);
    }

    [Fact]
    public void A_closed_document_is_what_the_disk_has()
    {
        files["/work/a.yaml"] = "saved";
        Open("file:///work/a.yaml", "typed");
        workspace.Close("file:///work/a.yaml");
        Assert.Equal("saved", workspace.Current.Read("/work/a.yaml")?.Content);
    }

    [Theory]
    [InlineData("file:///work/a%20b/c.yaml", "/work/a b/c.yaml")]
    [InlineData("file:///work/%C3%A9.yaml", "/work/é.yaml")]
    [InlineData("untitled:Untitled-1", "untitled:Untitled-1")]
    public void A_URI_names_a_path_and_the_path_the_URI(string uri, string path)
    {
        Assert.Equal(path, DocumentUri.ToPath(uri));
        Assert.Equal(uri, DocumentUri.FromPath(path));
    }

    /// <summary>Not inlined, so that nothing of it stays on the stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] ChangeInTurn(int version) =>
    [
        .. new[] { "a", "b" }.Select(name =>
        {
            Change($"file:///work/{name}.yaml", version, null, $"{Template}# {version}\n");
            return new WeakReference(workspace.Current.AnalysisOf($"/work/{name}.yaml"));
        }),
    ];

    private void Open(string uri, string text) => workspace.Open(new TextDocumentItem { Uri = uri, LanguageId = "yaml", Version = 1, Text = text });

    private void Change(string uri, int version, Range? range, string text) => Assert.True(workspace.Change(
        new VersionedTextDocumentIdentifier { Uri = uri, Version = version },
        [new TextDocumentContentChangePartial { Range = range, Text = text }],
        new Conversions(isUtf8: false)));
}
