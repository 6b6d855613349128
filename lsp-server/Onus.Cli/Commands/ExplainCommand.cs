using System.CommandLine;
using System.Globalization;
using Onus.Cli.Files;
using Onus.Engine;
using Onus.Engine.Reports;
using Onus.Engine.Text;

namespace Onus.Cli.Commands;

/// <summary><c>onus explain</c>: the hover, in a terminal.</summary>
internal static class ExplainCommand
{
    public static Command Make(Terminal console)
    {
        var what = new Argument<string>("what") { Description = "FILE, FILE:LINE, FILE:LINE:COLUMN, or a resource type such as AWS::S3::Bucket." };
        var why = new Option<bool>("--why") { Description = "Show how the values at that place came to be." };
        var options = new Options();
        var command = new Command("explain", "Explain whose duty is what, for a file, a place in it, or a resource type.") { what, why };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.Read(parsed, console) is not { } settings) return App.Failure;
            var (path, line, column) = Split(parsed.GetValue(what) ?? "");
            if (!File.Exists(path) && !Directory.Exists(path)) return ExplainType(console, path);
            return Explain(console, settings, path, line, column, parsed.GetValue(why));
        });
        return command;
    }

    private static int ExplainType(Terminal console, string type)
    {
        var catalogue = Knowledge.Knowledge.Catalogue;
        if (catalogue.ProfileFor(type) is { } profile)
        {
            console.Output.WriteLine(TerminalMarkdown.Render(Explanations.OfType(catalogue, profile), console.HasColours));
            return App.Success;
        }

        console.Complain($"{type} is neither a file nor an AWS resource type.");
        return App.Failure;
    }

    private static int Explain(Terminal console, CheckSettings settings, string path, int? line, int? column, bool why)
    {
        var failed = false;
        void Complain(string sentence)
        {
            failed = true;
            console.Complain(sentence);
        }

        var workspace = new Workspace(Complain);
        var unit = new UnitFinder(workspace, Complain).Find([path]).FirstOrDefault();
        if (unit is null) return failed ? App.Failure : App.Success;
        var analysis = Checking.Analyse(unit, settings, workspace, Knowledge.Knowledge.Catalogue);
        if (analysis.Template is null)
        {
            console.Complain($"{path} is no CloudFormation or Terraform JSON template; nothing to explain.");
            return App.Success;
        }

        var text = unit.Texts[0];
        var explanations = line is { } at ? At(analysis, text, at, column, why) : Explanations.OfAll(analysis, text.Path);
        var any = false;
        foreach (var explanation in explanations)
        {
            if (any) console.Output.WriteLine();
            any = true;
            console.Output.WriteLine(TerminalMarkdown.Render(explanation.Markdown, console.HasColours));
        }

        if (!any) console.Output.WriteLine($"There is nothing to say about {path}{(line is { } l ? $", line {l}" : "")}.");
        return App.Success;
    }

    private static IEnumerable<Explanation> At(Analysis analysis, SourceText text, int line, int? column, bool why)
    {
        if (line < 1 || line > text.LineCount) return [];
        return why ? Explanations.WhyOn(analysis, text, line - 1) : Explanations.OnLine(analysis, text, line - 1, column - 1);
    }

    /// <summary>Takes a line and column off the end; a name that holds colons itself is a type and stays whole.</summary>
    private static (string Path, int? Line, int? Column) Split(string what)
    {
        if (File.Exists(what) || Directory.Exists(what)) return (what, null, null);
        var parts = what.Split(':');
        if (parts.Length >= 3 && Number(parts[^1]) is { } column && Number(parts[^2]) is { } line) return (string.Join(':', parts[..^2]), line, column);
        if (parts.Length >= 2 && Number(parts[^1]) is { } only) return (string.Join(':', parts[..^1]), only, null);
        return (what, null, null);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
