using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
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
[MemoryDiagnoser]
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

    internal static void Run(string[] args)
    {
        // In this process: the project that BenchmarkDotNet would generate for another one would not build under our house rules.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(args is [] ? ["--filter", "*"] : args, config);
    }

    [GlobalSetup]
    public void Prepare()
    {
        var generated = GeneratedTemplate.Make(Format, Lines);
        text = new SourceText(generated.Name, generated.Text);
        tree = SyntaxTree.Read(text);
        template = TemplateReader.Read([tree], new TemplateContext());
        analysis = Analyse();
        findings = [.. analysis.FindingsIn(text.Path).Take(100)];
    }

    [Benchmark]
    public SyntaxTree Parser() => SyntaxTree.Read(text);

    [Benchmark]
    public Template? Model() => TemplateReader.Read([tree], new TemplateContext());

    [Benchmark]
    public AssessmentResult? Assessment() => template is null ? null : Assessor.Assess(template, Knowledge.Knowledge.Catalogue, Strict);

    [Benchmark]
    public Analysis Analyse() => Analysis.Of([text], Knowledge.Knowledge.Catalogue, new TemplateContext(), Strict);

    /// <summary>The fixes of the first hundred findings.</summary>
    [Benchmark]
    public int Fixes()
    {
        var count = 0;
        foreach (var finding in findings) count += analysis is null ? 0 : FixMaker.For(analysis, finding).Length;
        return count;
    }
}
