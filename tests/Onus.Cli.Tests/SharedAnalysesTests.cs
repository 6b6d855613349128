using System.Collections.Immutable;
using Onus.Cli.Commands;
using Onus.Cli.Files;
using Onus.Engine;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Cli.Tests;

public sealed class SharedAnalysesTests : IDisposable
{
    private static readonly CheckSettings Settings = new(null, ImmutableDictionary<string, string>.Empty, ReadsConfig: false);

    private readonly CommandLine line = new();
    private readonly Workspace workspace = new(_ => { });
    private readonly SharedAnalyses shared = new();
    private int made;

    public void Dispose() => line.Dispose();

    [Fact]
    public void A_caller_is_analysed_once_for_itself_and_for_each_module_that_it_calls()
    {
        line.Write("infra/main.tf.json", """{"module": {"a": {"source": "./modules/a"}, "b": {"source": "./modules/b"}}}""");
        foreach (var module in new[] { "a", "b" }) line.Write($"infra/modules/{module}/main.tf.json", """{"resource": {"aws_sqs_queue": {"q": {}}}}""");
        var units = Checking.Run(new UnitFinder(workspace, _ => { }).Find([line.Path("infra")]), Settings, workspace, Knowledge.Knowledge.Catalogue).ToList();
        Assert.Equal(3, units.Count);
        Assert.All(units.Skip(1), unit => Assert.Same(units[0].Unit.Analysis, Assert.Single(unit.Unit.Callers)));
    }

    [Fact]
    public void Those_who_ask_at_the_same_time_share_one_too()
    {
        var caller = Caller("main.tf.json");
        var found = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => shared.Get(caller, Analyse)).ToList();
        Assert.Single(found.Distinct());
        Assert.Equal(1, made);
    }

    [Fact]
    public void Only_the_last_few_are_kept_so_that_memory_stays_bounded()
    {
        foreach (var number in Enumerable.Range(0, 16)) shared.Get(Caller($"{number}.tf.json"), Analyse);
        shared.Get(Caller("0.tf.json"), Analyse);
        Assert.Equal(16, made);
        shared.Get(Caller("16.tf.json"), Analyse);
        shared.Get(Caller("0.tf.json"), Analyse);
        Assert.Equal(17, made);
        shared.Get(Caller("1.tf.json"), Analyse);
        Assert.Equal(18, made);
    }

    [Fact]
    public void Other_texts_and_another_order_of_them_are_another_unit()
    {
        foreach (var names in new string[][] { ["a"], ["b"], ["a", "b"], ["b", "a"] }) shared.Get(Caller(names), Analyse);
        Assert.Equal(4, made);
    }

    [Fact]
    public void What_calls_nothing_is_not_kept()
    {
        var alone = Caller("main.tf.json") with { IsCaller = false };
        Assert.NotSame(shared.Get(alone, Analyse), shared.Get(alone, Analyse));
    }

    private static FileUnit Caller(params string[] paths) => new([.. paths.Select(path => new SourceText(path, "{}"))], [.. paths], IsNamed: false) { IsCaller = true };

    private Analysis Analyse(FileUnit unit)
    {
        Interlocked.Increment(ref made);
        return Checking.Analyse(unit, Settings, workspace, Knowledge.Knowledge.Catalogue);
    }
}
