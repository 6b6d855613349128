using System.Diagnostics;

namespace Onus.Benchmarks;

/// <summary>Measures <c>onus check</c>, alone or in turn with another command.</summary>
internal static class Scans
{
    /// <summary>28 s for 297 files is what cfn-guard took with the Control Tower rules when the budget was set; a twentieth of it is allowed.</summary>
    private const double BudgetOfFile = 28_000.0 / 297 / 20;

    public static IEnumerable<Row> Measure(Options options)
    {
        var files = Directory.EnumerateFiles(options.Samples, "*", SearchOption.AllDirectories)
            .Count(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json" or ".template");
        var (own, other) = (new Series(), new Series());
        long memory = 0;
        for (var i = 0; i < (options.IsQuick ? 3 : 10); i++)
        {
            var (milliseconds, peak) = Check(options.Server, options.Samples);
            own.Add(milliseconds);
            memory = Math.Max(memory, peak);
            if (options.Compare is { } command) other.Add(Run(Shell(command)).Milliseconds);
        }

        yield return Row.Of($"onus check over the {files} files of samples", own, BudgetOfFile * files);
        yield return Row.Megabytes("highest resident memory of it", memory);
        if (options.Compare is null) yield break;
        yield return Row.Of($"compared: {options.Compare}", other);
        yield return new Row("onus check is faster", "times", other.Median / own.Median, double.NaN);
    }

    public static (double Milliseconds, long PeakMemory) Check(string server, string path) =>
        Run(new ProcessStartInfo(server, ["check", path, "--format", "json", "--fail-on", "never"]));

    private static ProcessStartInfo Shell(string command) =>
        OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", command]) : new ProcessStartInfo("sh", ["-c", command]);

    private static (double Milliseconds, long PeakMemory) Run(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{info.FileName} did not start.");
        var memory = PeakMemory.Watch(process.Id);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        // What a shell answers for a command that is not there or cannot run: nothing was measured then.
        if (process.ExitCode is 126 or 127) throw new InvalidOperationException($"`{info.FileName} {string.Join(' ', info.ArgumentList)}` did not run.");
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, memory.Result);
    }
}
