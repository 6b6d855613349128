using System.CommandLine;

namespace Onus.Cli.Commands;

/// <summary><c>onus lsp</c>: the language server on standard input and output.</summary>
internal static class LspCommand
{
    public static Command Make(Terminal console)
    {
        var stdio = new Option<bool>("--stdio") { Description = "Accepted, as editors pass it; there is no other way." };
        var command = new Command("lsp", "Run the language server over standard input and output.") { stdio };
        command.SetAction((_, _) =>
        {
            console.Complain("The language server is not here yet.");
            return Task.FromResult(App.Failure);
        });
        return command;
    }
}
