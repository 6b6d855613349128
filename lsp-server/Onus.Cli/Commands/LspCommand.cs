using System.CommandLine;
using Onus.Cli.Files;
using Onus.LanguageServer;

namespace Onus.Cli.Commands;

/// <summary><c>onus lsp</c>: the language server on standard input and output.</summary>
internal static class LspCommand
{
    public static Command Make(Terminal console)
    {
        var stdio = new Option<bool>("--stdio") { Description = "Accepted, as editors pass it; there is no other way." };
        var command = new Command("lsp", "Run the language server over standard input and output.") { stdio };
        command.SetAction((_, cancellation) => RunAsync(console, cancellation));
        return command;
    }

    /// <summary>Starts the server; the way for editors that skips reading the rest of the command line.</summary>
    public static Task<int> RunAsync(Terminal console, CancellationToken cancellation) =>
        Server.RunAsync(console.Input(), console.RawOutput(), static () => Knowledge.Knowledge.Catalogue, Disk.Files, cancellation);
}
