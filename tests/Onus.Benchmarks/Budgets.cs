using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onus.TemplateGenerator;

namespace Onus.Benchmarks;

/// <summary>Measures the budgets of the design with the program as it ships, every control on.</summary>
internal static partial class Budgets
{
    private const string Uri = "file:///bench/template.yaml";

    public static int Run(Options options)
    {
        var template = GeneratedTemplate.Make(GeneratedFormat.Yaml, 10_000);
        Console.WriteLine($"{options.Server}\n{Environment.ProcessorCount} cores; the template has {template.LineCount} lines and {template.ResourceCount} resources; every control is on.");
        var rows = new List<Row>();
        if (options.Only is null or "budgets") Add(rows, "Budgets", [.. Start(options, template), .. Edit(options, template), .. Pulled(options, template)]);
        if (options.Only is null or "scan") Add(rows, "Scan", [.. Scans.Measure(options)]);
        if (options.Only is null or "growth")
        {
            List<Row> growth = [.. Growth.Measure(options)];
            Table.Print("Growth", [.. growth.Where(row => row.IsWithin is not null)]);
            rows.AddRange(growth);
        }

        if (options.Output is { } output) Table.Write(output, rows);
        var missed = rows.Count(row => row.IsWithin == false);
        Console.WriteLine(missed == 0 ? "\nEvery budget holds." : $"\n{missed} of {rows.Count(row => row.IsWithin is not null)} budgets missed.");
        return missed == 0 ? 0 : 1;
    }

    private static void Add(List<Row> all, string title, IReadOnlyList<Row> rows)
    {
        Table.Print(title, rows);
        all.AddRange(rows);
    }

    private static IEnumerable<Row> Start(Options options, GeneratedTemplate template)
    {
        var (initialize, diagnostics) = (new Series(), new Series());
        long memory = 0;
        for (var i = 0; i < (options.IsQuick ? 5 : 25); i++)
        {
            ServerUnderTest? server = null;
            initialize.Time(() => server = ServerUnderTest.Start(options.Server));
            server?.Dispose();
            diagnostics.Time(() =>
            {
                server = ServerUnderTest.Start(options.Server);
                server.Open(Uri, "yaml", template.Text);
                server.WaitForDiagnostics(1);
            });
            memory = server?.Memory ?? 0;
            server?.Dispose();
        }

        yield return Row.Of("process start to initialize answered", initialize, 25);
        yield return Row.Of("process start to all diagnostics of the template", diagnostics, 60);
        yield return Row.Megabytes("resident memory with the template open", memory, 60);
        yield return Row.Megabytes("server executable", new FileInfo(options.Server).Length, 15);
    }

    private static IEnumerable<Row> Edit(Options options, GeneratedTemplate template)
    {
        using var server = ServerUnderTest.Start(options.Server);
        server.Open(Uri, "yaml", template.Text);
        var found = Diagnostics(server.WaitForDiagnostics(1));
        var keystroke = new Series();
        var version = 1;
        var before = server.ProcessorTime;
        // Whole properties, so that what is asked afterwards is asked where the first diagnostics stand.
        foreach (var typed in new Typist(template.Text, seed: 1).Type(properties: options.IsQuick ? 8 : 77))
        {
            version++;
            keystroke.Time(() =>
            {
                server.Change(Uri, version, typed);
                server.WaitForDiagnostics(version);
            });
        }

        var spent = (server.ProcessorTime - before).TotalMilliseconds / keystroke.Count;
        yield return Row.Of("keystroke to all diagnostics", keystroke, 10, isP95Judged: true);
        yield return new Row("keystroke, processor time of the server", "ms", spent, double.NaN);
        foreach (var row in Ask(options, server, template, found)) yield return row;
        yield return Row.Megabytes("resident memory after all of this, at rest", server.MemoryAtRest, 60);
        yield return Row.Megabytes("highest resident memory", server.PeakMemory);
    }

    private static IEnumerable<Row> Ask(Options options, ServerUnderTest server, GeneratedTemplate template, JsonArray found)
    {
        var random = new Random(1);
        var lines = template.Text.Split('\n');
        var names = Enumerable.Range(0, lines.Length).Where(at => ResourceName().IsMatch(lines[at])).ToList();
        var (hover, action) = (new Series(), new Series());
        for (var i = 0; i < (options.IsQuick ? 50 : 500); i++)
        {
            // Every other on a resource's name, the rest on what stands below it.
            var line = names[random.Next(names.Count)] + (i % 2 == 0 ? 0 : 1 + random.Next(8));
            var request = ServerUnderTest.Of(Uri);
            request["position"] = new JsonObject { ["line"] = Math.Min(line, lines.Length - 1), ["character"] = Math.Min(lines[line].Length, 9) };
            hover.Time(() => server.Ask("textDocument/hover", request));
        }

        for (var i = 0; i < (options.IsQuick ? 50 : 500); i++)
        {
            var diagnostic = found[random.Next(found.Count)]?.AsObject() ?? [];
            var request = ServerUnderTest.Of(Uri);
            request["range"] = diagnostic["range"]?.DeepClone();
            request["context"] = new JsonObject { ["diagnostics"] = new JsonArray(diagnostic.DeepClone()) };
            action.Time(() => server.Ask("textDocument/codeAction", request));
        }

        yield return Row.Of("hover", hover, 3, isP95Judged: true);
        yield return Row.Of("code action", action, 3, isP95Judged: true);
    }

    /// <summary>The same keystrokes by a client that asks for diagnostics.</summary>
    private static IEnumerable<Row> Pulled(Options options, GeneratedTemplate template)
    {
        using var server = ServerUnderTest.Start(options.Server, pulls: true);
        server.Open(Uri, "yaml", template.Text);
        server.Ask("textDocument/diagnostic", ServerUnderTest.Of(Uri));
        var keystroke = new Series();
        foreach (var typed in new Typist(template.Text, seed: 1).Type(properties: options.IsQuick ? 8 : 39))
        {
            keystroke.Time(() =>
            {
                server.Change(Uri, keystroke.Count + 2, typed);
                server.Ask("textDocument/diagnostic", ServerUnderTest.Of(Uri));
            });
        }

        yield return Row.Of("keystroke to all diagnostics, asked for", keystroke, 10, isP95Judged: true);
    }

    private static JsonArray Diagnostics(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        return JsonNode.Parse(ref reader)?["params"]?["diagnostics"]?.AsArray() ?? [];
    }

    [GeneratedRegex(@"^  \w+:$")]
    private static partial Regex ResourceName();
}
