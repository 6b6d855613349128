using System.Globalization;
using Onus.TemplateGenerator;

namespace Onus.Benchmarks;

/// <summary>Time against size: opening, a keystroke and a scan from 100 to 100,000 lines in each format. It should grow with the lines and no faster.</summary>
internal static class Growth
{
    private static readonly int[] Sizes = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];

    public static IEnumerable<Row> Measure(Options options)
    {
        foreach (var format in Enum.GetValues<GeneratedFormat>())
        {
            foreach (var size in options.IsQuick ? [100, 1_000, 10_000, 100_000] : Sizes)
            {
                var template = GeneratedTemplate.Make(format, size);
                var name = $"{format.ToString().ToLowerInvariant()} {size.ToString("N0", CultureInfo.InvariantCulture)}";
                var (open, keystroke) = Serve(options, template, Math.Max(options.IsQuick ? 30 : 60, 30_000 / size));
                yield return Row.Of($"{name} lines, open", open);
                yield return Row.Of($"{name} lines, keystroke", keystroke, format == GeneratedFormat.Yaml && size == 100_000 ? 100 : double.NaN);
                yield return Row.Of($"{name} lines, scan", Scan(options, template));
            }
        }
    }

    private static (Series Open, Series Keystroke) Serve(Options options, GeneratedTemplate template, int keystrokes)
    {
        var uri = $"file:///bench/{template.Name}";
        var (open, keystroke) = (new Series(), new Series());
        using (var server = ServerUnderTest.Start(options.Server))
        {
            // Opened under several names, so that one server gives several measurements; the first one also loads the catalogue.
            for (var i = 0; i < (options.IsQuick ? 3 : 5); i++)
            {
                var other = $"file:///bench/{i}/{template.Name}";
                open.Time(() =>
                {
                    server.Open(other, "yaml", template.Text);
                    server.WaitForDiagnostics(1);
                });
            }
        }

        using (var server = ServerUnderTest.Start(options.Server))
        {
            server.Open(uri, "yaml", template.Text);
            server.WaitForDiagnostics(1);
            foreach (var typed in new Typist(template.Text, seed: 1).Type().Take(keystrokes))
            {
                keystroke.Time(() =>
                {
                    server.Change(uri, keystroke.Count + 2, typed);
                    server.WaitForDiagnostics(keystroke.Count + 2);
                });
            }
        }

        return (open, keystroke);
    }

    private static Series Scan(Options options, GeneratedTemplate template)
    {
        var folder = Directory.CreateTempSubdirectory("onus-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, template.Name);
            File.WriteAllText(file, template.Text);
            var scan = new Series();
            for (var i = 0; i < (options.IsQuick ? 3 : 5); i++) scan.Add(Scans.Check(options.Server, file).Milliseconds);
            return scan;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
