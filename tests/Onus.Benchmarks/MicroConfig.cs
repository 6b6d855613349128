using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Exporters.Csv;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace Onus.Benchmarks;

/// <summary>How BenchmarkDotNet runs here: short, quiet, and with one table at the end.</summary>
internal static class MicroConfig
{
    public static IConfig Make() => ManualConfig.CreateEmpty()
        // In this process: the project that BenchmarkDotNet would generate for another one would not build under our house rules.
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(200)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
        .AddColumn(TargetMethodColumn.Method, StatisticColumn.Median, StatisticColumn.StdDev)
        .HideColumns("Gen0", "Gen1", "Gen2")
        .AddExporter(CsvExporter.Default)
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddEventProcessor(new Progress())
        .WithArtifactsPath(Path.Combine(Options.Root(), "dist", "bench", "micro"))
        .WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Millisecond).WithSizeUnit(SizeUnit.KB));

    /// <summary>Says what is measured now, in place of BenchmarkDotNet's pages of log.</summary>
    private sealed class Progress : EventProcessor
    {
        public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase) => Console.Error.WriteLine($"{benchmarkCase.Descriptor.WorkloadMethod.Name} {benchmarkCase.Parameters.DisplayInfo}");
    }
}
