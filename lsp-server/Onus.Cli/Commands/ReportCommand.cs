using System.CommandLine;
using Onus.Cli.Files;
using Onus.Engine.Reports;

namespace Onus.Cli.Commands;

/// <summary><c>onus report</c>: the responsibility map of a template.</summary>
internal static class ReportCommand
{
    public static Command Make(Terminal console)
    {
        var file = new Argument<string>("file") { Description = "A template." };
        var format = Options.OneOf("--format", "How to draw it.", "markdown", "html");
        var options = new Options();
        var command = new Command("report", "Draw who carries which duty in a template.") { file, format };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.Read(parsed, console) is not { } settings) return App.Failure;
            var failed = false;
            void Complain(string sentence)
            {
                failed = true;
                console.Complain(sentence);
            }

            var workspace = new Workspace(Complain);
            var path = parsed.GetValue(file) ?? "";
            var unit = new UnitFinder(workspace, Complain).Find([path]).FirstOrDefault();
            if (unit is null || failed) return App.Failure;
            var analysis = Checking.Analyse(unit, settings, workspace, Knowledge.Knowledge.Catalogue);
            if (analysis.Template is null)
            {
                console.Complain($"{path} is no CloudFormation or Terraform JSON template; there is nothing to report.");
                return App.Success;
            }

            console.Output.Write(parsed.GetValue(format) == "html" ? HtmlMap.Write(analysis) : MarkdownMap.Write(analysis));
            return App.Success;
        });
        return command;
    }
}
