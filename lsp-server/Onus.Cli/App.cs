using System.CommandLine;
using System.Text;
using Onus.Cli.Commands;

namespace Onus.Cli;

/// <summary>The command line: its commands, and what every command owes a person who mistypes.</summary>
internal static class App
{
    /// <summary>The version of Onus, as built.</summary>
    public static string Version { get; } = typeof(App).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Everything went well and nothing asked for attention.</summary>
    public const int Success = 0;

    /// <summary>Findings at or above the threshold.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage, or input that cannot be read.</summary>
    public const int Failure = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, Func<Stream> input, Func<Stream> rawOutput)
    {
        var console = new Terminal(output, error, input, rawOutput);
        // Editors wait for this one: what the rest of the command line needs is not even loaded.
        if (args is ["lsp"] or ["lsp", "--stdio"]) return await LspCommand.RunAsync(console, CancellationToken.None);
        var root = new RootCommand("Onus shows which security duties an AWS template leaves to you, and whether it meets them.")
        {
            CheckCommand.Make(console),
            ExplainCommand.Make(console),
            FixCommand.Make(console),
            RulesCommand.Make(console),
            ReportCommand.Make(console),
            LspCommand.Make(console),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            var command = parsed.CommandResult.Command is RootCommand ? "onus" : $"onus {parsed.CommandResult.Command.Name}";
            error.WriteLine($"{parsed.Errors[0].Message.ReplaceLineEndings(" ").Trim()} See `{command} --help`.");
            return Failure;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(exception.Message);
            return Failure;
        }
    }
}

/// <summary>The streams a command speaks through.</summary>
/// <param name="Output">Text for the person or the next program.</param>
/// <param name="Error">What went wrong.</param>
/// <param name="Input">Opens the bytes coming in.</param>
/// <param name="RawOutput">Opens the bytes going out, for documents and the protocol.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, Func<Stream> Input, Func<Stream> RawOutput)
{
    /// <summary>Whether a person sees colours: a terminal, and no wish against them.</summary>
    public bool HasColours =>
        ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    /// <summary>Says one sentence on the error stream.</summary>
    public void Complain(string sentence) => Error.WriteLine(sentence);

    /// <summary>UTF-8 without a byte order mark, the encoding of everything Onus writes.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
