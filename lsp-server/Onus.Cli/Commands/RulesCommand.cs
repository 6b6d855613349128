using System.CommandLine;
using Onus.Cli.Files;
using Onus.Engine.Reports;

namespace Onus.Cli.Commands;

/// <summary><c>onus rules</c>: the catalogue.</summary>
internal static class RulesCommand
{
    public static Command Make(Terminal console)
    {
        var format = Options.OneOf("--format", "How to print.", "text", "json");
        var command = new Command("rules", "List every control, those of the current folder's .onus/controls too.") { format };
        command.SetAction(parsed =>
        {
            var controls = new Workspace(console.Complain).CatalogueFor(".", Knowledge.Knowledge.Catalogue).AllControls;
            if (parsed.GetValue(format) == "json")
            {
                using var stream = console.RawOutput();
                RulesReport.WriteJson(controls, stream);
            }
            else
            {
                console.Output.Write(RulesReport.WriteText(controls));
            }

            return App.Success;
        });
        return command;
    }
}
