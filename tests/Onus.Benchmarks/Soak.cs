using System.Globalization;
using Onus.TemplateGenerator;

namespace Onus.Benchmarks;

/// <summary>Edits 50 open documents for long. Memory and latency must be at the end what they were near the beginning.</summary>
internal static class Soak
{
    private const int Documents = 50;

    private const int Parts = 10;

    public static int Run(Options options)
    {
        using var server = ServerUnderTest.Start(options.Server);
        var documents = Enumerable.Range(0, Documents).Select(Make).ToList();
        foreach (var document in documents)
        {
            server.Open(document.Uri, document.Uri.EndsWith(".yaml", StringComparison.Ordinal) ? "yaml" : "json", document.Text);
            server.WaitForDiagnostics(1);
        }

        Console.WriteLine($"{Documents} documents of {documents.Sum(document => document.Text.Split('\n').Length)} lines in all, {options.Edits} edits\n");
        Console.WriteLine("   edits    median       p95    memory");
        var (latency, memory) = (new Series(), new List<double>());
        for (var edit = 1; edit <= options.Edits; edit++)
        {
            var document = documents[edit % Documents];
            document.Typing.MoveNext();
            latency.Time(() =>
            {
                server.Change(document.Uri, ++document.Version, document.Typing.Current);
                server.WaitForDiagnostics(document.Version);
            });
            // What people ask beside typing must not pile up either.
            if (edit % 10 == 0) server.Ask("textDocument/codeLens", ServerUnderTest.Of(document.Uri));
            if (edit % (options.Edits / Parts) != 0) continue;
            // At rest: while typing goes on, it goes up and down with what is not collected yet.
            memory.Add(server.MemoryAtRest / 1e6);
            var part = latency.Part((memory.Count - 1.0) / memory.Count, 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{edit,8} {part.Median,9:0.00} {part.P95,9:0.00} {memory[^1],6:0.0} MB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nthe highest while typing: {server.PeakMemory / 1e6:0.0} MB"));
        return Judge(latency, memory);
    }

    private static int Judge(Series latency, List<double> memory)
    {
        // The first tenth warms up: the heap grows to its working size.
        var (early, late) = (latency.Part(0.1, 0.3), latency.Part(0.8, 1));
        var grown = memory[^1] / memory[1];
        var (slower, rarelySlower) = (late.Median / early.Median, late.P95 / early.P95);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nat the end against after the warm-up: memory × {grown:0.00}, latency × {slower:0.00} (median), × {rarelySlower:0.00} (p95)"));
        var isFlat = grown < 1.15 && slower < 1.25 && rarelySlower < 1.25;
        Console.WriteLine(isFlat ? "Flat." : "NOT FLAT.");
        return isFlat ? 0 : 1;
    }

    private static OpenDocument Make(int number)
    {
        var template = GeneratedTemplate.Make((GeneratedFormat)(number % 3), 100 + number * 40, seed: number + 1);
        return new OpenDocument($"file:///soak/{number}/{template.Name}", template.Text);
    }

    private sealed class OpenDocument(string uri, string text)
    {
        public string Uri => uri;

        public string Text => text;

        public int Version { get; set; } = 1;

        public IEnumerator<Keystroke> Typing { get; } = new Typist(text, seed: 1).Type().GetEnumerator();
    }
}
