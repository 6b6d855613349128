using System.CommandLine;
using Onus.Cli.Files;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;
using Onus.Engine.Reports;

namespace Onus.Cli.Commands;

/// <summary><c>onus check</c>: what is open in files and folders.</summary>
internal static class CheckCommand
{
    public static Command Make(Terminal console)
    {
        var paths = Options.Paths();
        var format = Options.OneOf("--format", "How to print.", "text", "json", "sarif");
        var failOn = Options.OneOf("--fail-on", "The least severity that makes the exit code 1; error if left out.", "error", "warning", "information", "hint", "never");
        var output = new Option<string>("--output", "-o") { Description = "Write here instead of to the terminal.", HelpName = "FILE" };
        var options = new Options();
        var command = new Command("check", "Check templates and print what is open.") { paths, format, failOn, output };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.Read(parsed, console) is not { } settings) return App.Failure;
            var run = new Run(console, settings, parsed.GetValue(format) ?? "text", parsed.GetValue(output));
            return run.Execute(parsed.GetValue(paths) ?? [], parsed.GetValue(failOn) ?? "error");
        });
        return command;
    }

    private sealed class Run(Terminal console, CheckSettings settings, string format, string? outputFile)
    {
        private Tally tally = new();
        private Severity? worst;
        private bool failed;

        public int Execute(IEnumerable<string> paths, string failOn)
        {
            var workspace = new Workspace(Complain);
            var finder = new UnitFinder(workspace, Complain);
            var units = Watch(Checking.Run(finder.Find(paths), settings, workspace, Knowledge.Knowledge.Catalogue));
            if (outputFile is null) Write(units, console.RawOutput, console.HasColours);
            else if (!TryWriteFile(units, outputFile)) return App.Failure;
            if (failed) return App.Failure;
            return failOn != "never" && WorkspaceSettings.TryReadSeverity(failOn, out var threshold) && worst >= threshold ? App.Findings : App.Success;
        }

        /// <summary>Notes, as units pass by, what decides the exit code.</summary>
        private IEnumerable<CheckedUnit> Watch(IEnumerable<(FileUnit File, CheckedUnit Unit)> units)
        {
            foreach (var (file, unit) in units)
            {
                var isTemplate = unit.Analysis.Template is not null;
                if (!isTemplate && !file.IsNamed) continue;
                // A text that cannot be read whole was not checked whole; one with a reference to nothing was.
                if (unit.Problems.Any(problem => problem.Severity == Severity.Error)) failed = true;
                else if (!isTemplate) console.Complain(NotATemplate(file));
                tally = tally.Plus(unit);
                foreach (var finding in unit.Findings)
                {
                    if (worst is null || finding.Control.Severity > worst) worst = finding.Control.Severity;
                }

                yield return unit;
            }
        }

        private void Write(IEnumerable<CheckedUnit> units, Func<Stream> open, bool colours)
        {
            if (format == "text")
            {
                using var writer = new StreamWriter(open(), Terminal.Utf8);
                foreach (var unit in units) writer.Write(TextReport.Write(unit, colours));
                writer.WriteLine(TextReport.Summary(tally));
                return;
            }

            using var stream = new BufferedStream(open());
            if (format == "json") JsonReport.Write(units, stream);
            else SarifReport.Write(units, App.Version, stream, Directory.GetCurrentDirectory());
        }

        private bool TryWriteFile(IEnumerable<CheckedUnit> units, string path)
        {
            try
            {
                Write(units, () => File.Create(path), colours: false);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                console.Complain($"{path} cannot be written: {exception.Message}");
                return false;
            }
        }

        private void Complain(string sentence)
        {
            failed = true;
            console.Complain(sentence);
        }

        private static string NotATemplate(FileUnit file) =>
            $"{file.Texts[0].Path} is no CloudFormation or Terraform JSON template; nothing to check.";
    }
}
