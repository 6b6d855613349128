using Onus.Benchmarks;
using Onus.TemplateGenerator;

// npm run bench [-- ...]: see docs/performance.md.
switch (args)
{
    case ["micro", .. var rest]:
        return MicroBenchmarks.Run(rest);
    case ["template", var format, var lines, .. var rest] when Enum.TryParse<GeneratedFormat>(format, ignoreCase: true, out var chosen) && int.TryParse(lines, out var count):
        Console.Write(GeneratedTemplate.Make(chosen, count, rest is [var seed] ? int.Parse(seed) : 1).Text);
        return 0;
}

if (Options.Read(args, Console.Error) is not { } options) return 2;
try
{
    return options.IsSoak ? Soak.Run(options) : Budgets.Run(options);
}
catch (InvalidOperationException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
