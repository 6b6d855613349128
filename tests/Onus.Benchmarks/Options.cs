using System.Globalization;

namespace Onus.Benchmarks;

/// <summary>What to measure.</summary>
/// <param name="Server">The program.</param>
internal sealed record Options(string Server)
{
    private const string Usage = """
        npm run bench                        the budgets, growth and scan of the server as it ships
        npm run bench -- --quick             the same with fewer repetitions
        npm run bench -- --only NAME         budgets, growth or scan alone
        npm run bench -- --output FILE       also writes the numbers as JSON
        npm run bench -- --compare CMD       runs `onus check` over the samples and CMD in turn, and prints the ratio
        npm run bench -- --server PATH       measures this program instead
        npm run bench -- soak [--edits N]    edits 50 open documents for long: memory and latency must stay flat
        npm run bench -- micro [--filter F]  parser, model, assessment and fixes alone, with allocations
        npm run bench -- template yaml|json|terraform LINES [SEED]   prints a generated template
        """;

    public bool IsSoak { get; init; }

    public bool IsQuick { get; init; }

    public int Edits { get; init; } = 100_000;

    /// <summary>One part alone; null for all.</summary>
    public string? Only { get; init; }

    public string? Output { get; init; }

    public string? Compare { get; init; }

    /// <summary>The folder with the sample templates.</summary>
    public string Samples { get; } = Path.Combine(Root(), "tests", "templates", "samples");

    /// <returns>Null where the arguments make no sense; then the usage was printed.</returns>
    public static Options? Read(string[] args, TextWriter error)
    {
        var options = new Options(Environment.GetEnvironmentVariable("ONUS_SERVER") ?? "");
        for (var left = args.AsSpan(); !left.IsEmpty;)
        {
            switch (left)
            {
                case ["soak", ..]:
                    options = options with { IsSoak = true };
                    left = left[1..];
                    break;
                case ["--quick", ..]:
                    options = options with { IsQuick = true };
                    left = left[1..];
                    break;
                case [var name, var value, ..] when options.With(name, value) is { } next:
                    options = next;
                    left = left[2..];
                    break;
                default:
                    error.WriteLine($"The benchmark does not know `{string.Join(' ', left.ToArray())}`.\n\n{Usage}");
                    return null;
            }
        }

        if (File.Exists(options.Server)) return options;
        error.WriteLine("There is no server to measure: run `npm run bench`, or name one with --server.");
        return null;
    }

    private Options? With(string name, string value) => name switch
    {
        "--server" => this with { Server = Path.GetFullPath(value) },
        "--edits" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var edits) && edits >= 10 => this with { Edits = edits },
        "--only" when value is "budgets" or "growth" or "scan" => this with { Only = value },
        "--output" => this with { Output = Path.GetFullPath(value) },
        "--compare" => this with { Compare = value },
        _ => null,
    };

    /// <returns>The top folder of the repository.</returns>
    public static string Root()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "Server.sln"))) return at;
        }

        throw new InvalidOperationException("The benchmark runs inside the repository only.");
    }
}
