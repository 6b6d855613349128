using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Onus.Engine;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Onus.TemplateGenerator;

namespace Onus.Benchmarks;

/// <summary>The engine's steps alone over a generated template, with what they allocate.</summary>
public class MicroBenchmarks
{
    private static readonly AssessmentOptions Strict = new() { Profile = Profile.Strict };

    private SourceText text = new("", "");
    private SyntaxTree tree = SyntaxTree.Read(new SourceText("", ""));
    private Template? template;
    private Analysis? analysis;
    private ImmutableArray<Finding> findings = [];

    [Params(GeneratedFormat.Yaml, GeneratedFormat.Json, GeneratedFormat.Terraform)]
    public GeneratedFormat Format { get; set; }

    [Params(1_000, 10_000)]
    public int Lines { get; set; }

    /// <summary>Runs what the arguments choose and prints one table.</summary>
    /// <returns>The exit code: 1 where a benchmark failed or none was chosen.</returns>
    internal static int Run(string[] args)
    {
        var summaries = BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(args is [] ? ["--filter", "*"] : args, MicroConfig.Make()).ToList();
        foreach (var summary in summaries)
        {
            MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
            Console.WriteLine($"\nAlso as {Path.GetRelativePath(Options.Root(), summary.ResultsDirectoryPath)}/*.csv");
        }

        return summaries.Count > 0 && summaries.TrueForAll(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    [GlobalSetup]
    public void Prepare()
    {
        var generated = GeneratedTemplate.Make(Format, Lines);
        text = new SourceText(generated.Name, generated.Text);
        tree = SyntaxTree.Read(text);
        template = TemplateReader.Read([tree], new TemplateContext());
        analysis = Analyse();
        findings = [.. analysis.FindingsIn(text.Path).Take(10)];
    }

    [Benchmark]
    public SyntaxTree Parser() => SyntaxTree.Read(text);

    [Benchmark]
    public Template? Model() => TemplateReader.Read([tree], new TemplateContext());

    [Benchmark]
    public AssessmentResult? Assessment() => template is null ? null : Assessor.Assess(template, Knowledge.Knowledge.Catalogue, Strict);

    [Benchmark]
    public Analysis Analyse() => Analysis.Of([text], Knowledge.Knowledge.Catalogue, new TemplateContext(), Strict);

    /// <summary>The fixes of the first ten findings.</summary>
    [Benchmark]
    public int Fixes()
    {
        var count = 0;
        foreach (var finding in findings) count += analysis is null ? 0 : FixMaker.For(analysis, finding).Length;
        return count;
    }
}
