using System.Globalization;
using Onus.TemplateGenerator;

namespace Onus.Benchmarks;

/// <summary>Time against size: opening, a keystroke and a scan from 100 to 100,000 lines in each format. It should grow with the lines and no faster.</summary>
internal static class Growth
{
    /// <summary>
    /// How much dearer a line may be among the last nine tenths than among the first: none in theory; memory further from the
    /// processor and larger collections cost something, and a cost that grows with the square would be ten times dearer.
    /// </summary>
    private const double DearestLine = 2;

    private static readonly int[] Sizes = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

    private static readonly int[] QuickSizes = [100, 1_000, 10_000, 100_000];

    /// <summary>Measures and prints as it goes, one line for each size.</summary>
    /// <returns>The times, the one budget for the largest template, and for each series whether it grew with the lines.</returns>
    public static IEnumerable<Row> Measure(Options options)
    {
        foreach (var format in Enum.GetValues<GeneratedFormat>())
        {
            var name = format.ToString().ToLowerInvariant();
            Console.WriteLine($"\n{"Growth, " + name,-19}{"open",-20}{"processor",-20}{"keystroke",-20}{"processor",-20}{"scan",-20}");
            Console.WriteLine($"{"lines",13}{string.Concat(Enumerable.Repeat($"{"ms",11}{"µs/line",9}", 5))}");
            var points = new List<Point>();
            foreach (var size in options.IsQuick ? QuickSizes : Sizes)
            {
                var point = MeasureAt(options, format, size);
                points.Add(point);
                double[] cells = [point.Open.Clock.Median, point.Open.Processor, point.Keystroke.Clock.Median, point.Keystroke.Processor, point.Scan.Median];
                Console.WriteLine(Whole(point.Lines).PadLeft(13) + string.Concat(cells.Select(cell => Cell(cell, point.Lines))));
                foreach (var row in Rows($"{name} {Whole(size)} lines", point)) yield return row;
            }

            yield return Judge(name, "open", points, point => point.Open.Processor);
            yield return Judge(name, "keystroke", points, point => point.Keystroke.Processor);
            yield return Judge(name, "scan", points, point => point.Scan.Median);
        }
    }

    private static IEnumerable<Row> Rows(string name, Point point)
    {
        yield return Row.Of($"{name}, open", point.Open.Clock);
        yield return new Row($"{name}, open, processor time of the server", "ms", point.Open.Processor, double.NaN);
        yield return Row.Of($"{name}, keystroke", point.Keystroke.Clock, point is { Format: GeneratedFormat.Yaml, Size: 100_000 } ? 100 : double.NaN);
        yield return new Row($"{name}, keystroke, processor time of the server", "ms", point.Keystroke.Processor, double.NaN);
        yield return Row.Of($"{name}, scan", point.Scan);
    }

    /// <summary>What a line costs from 10,000 lines on, against what it costs from 1,000 to there; what does not depend on the lines falls out.</summary>
    private static Row Judge(string format, string what, List<Point> points, Func<Point, double> time)
    {
        var (small, middle, large) = (points.Single(point => point.Size == 1_000), points.Single(point => point.Size == 10_000), points.Single(point => point.Size == 100_000));
        var ratio = Slope(middle, large) / Slope(small, middle);
        return new Row($"{format} {what}, a line from 10,000 to 100,000 against one from 1,000", "times", ratio, double.NaN, DearestLine);

        double Slope(Point from, Point to) => (time(to) - time(from)) / (to.Lines - from.Lines);
    }

    private static Point MeasureAt(Options options, GeneratedFormat format, int size)
    {
        var template = GeneratedTemplate.Make(format, size);
        var keystrokes = Math.Max(options.IsQuick ? 30 : 60, 30_000 / size);
        return new Point(format, size, template.LineCount, Open(options, template, keystrokes / 4), Type(options, template, keystrokes), Scan(options, template));
    }

    /// <summary>Opens the template time and again in one server, under a new name each time; the first time also loads the catalogue.</summary>
    private static Timed Open(Options options, GeneratedTemplate template, int times)
    {
        var open = new Series();
        using var server = ServerUnderTest.Start(options.Server);
        var before = server.ProcessorTime;
        for (var i = 0; i < times; i++)
        {
            var uri = $"file:///bench/{i}/{template.Name}";
            open.Time(() =>
            {
                server.Open(uri, LanguageOf(template), template.Text);
                server.WaitForDiagnostics(1);
            });
            server.Close(uri);
        }

        return Timed.Since(before, server, open);
    }

    private static Timed Type(Options options, GeneratedTemplate template, int times)
    {
        var uri = $"file:///bench/{template.Name}";
        var keystroke = new Series();
        using var server = ServerUnderTest.Start(options.Server);
        server.Open(uri, LanguageOf(template), template.Text);
        server.WaitForDiagnostics(1);
        var before = server.ProcessorTime;
        foreach (var typed in new Typist(template.Text, seed: 1).Type().Take(times))
        {
            keystroke.Time(() =>
            {
                server.Change(uri, keystroke.Count + 2, typed);
                server.WaitForDiagnostics(keystroke.Count + 2);
            });
        }

        return Timed.Since(before, server, keystroke);
    }

    private static Series Scan(Options options, GeneratedTemplate template)
    {
        var folder = Directory.CreateTempSubdirectory("onus-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, template.Name);
            File.WriteAllText(file, template.Text);
            var scan = new Series();
            for (var i = 0; i < (options.IsQuick ? 5 : 15); i++) scan.Add(Scans.Check(options.Server, file).Milliseconds);
            return scan;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string LanguageOf(GeneratedTemplate template) => template.Name.EndsWith(".yaml", StringComparison.Ordinal) ? "yaml" : "json";

    private static string Cell(double milliseconds, int lines) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds,11:0.0}{milliseconds * 1000 / lines,9:0.00}");

    private static string Whole(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Point(GeneratedFormat Format, int Size, int Lines, Timed Open, Timed Keystroke, Series Scan);

    /// <param name="Clock">By the clock, each.</param>
    /// <param name="Processor">What the processors spent on one, on average: hardly disturbed by what else the machine does, so growth is judged by it.</param>
    private sealed record Timed(Series Clock, double Processor)
    {
        public static Timed Since(TimeSpan before, ServerUnderTest server, Series clock) => new(clock, (server.ProcessorTime - before).TotalMilliseconds / clock.Count);
    }
}
