using System.CommandLine;
using Onus.Cli.Files;
using Onus.Engine;
using Onus.Engine.Catalogue;
using Onus.Engine.Text;

namespace Onus.Cli.Commands;

/// <summary><c>onus fix</c>: mends what can be mended without a person, or shows how.</summary>
internal static class FixCommand
{
    public static Command Make(Terminal console)
    {
        var paths = Options.Paths();
        var control = new Option<string>("--control") { Description = "Only this control; also where its fix is not safe.", HelpName = "ID" };
        var isUnsafe = new Option<bool>("--unsafe") { Description = "Also fixes that replace a resource or want a second look." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Change nothing; print the difference." };
        var options = new Options();
        var command = new Command("fix", "Apply fixes and print the difference.") { paths, control, isUnsafe, dryRun };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            if (options.Read(parsed, console) is not { } settings) return App.Failure;
            var id = parsed.GetValue(control);
            if (id is not null && !(parsed.GetValue(paths) ?? []).Any(path => CatalogueFor(path, settings).FindControl(id) is not null))
            {
                console.Complain($"There is no control `{id}`; `onus rules` lists them.");
                return App.Failure;
            }

            var run = new Run(console, settings, id, parsed.GetValue(isUnsafe), parsed.GetValue(dryRun));
            return run.Execute(parsed.GetValue(paths) ?? []);
        });
        return command;
    }

    /// <summary>What is wrong in the workspace's own controls is said when templates are checked.</summary>
    private static ICatalogue CatalogueFor(string path, CheckSettings settings) =>
        settings.ReadsConfig ? new Workspace(static _ => { }).CatalogueFor(path, Knowledge.Knowledge.Catalogue) : Knowledge.Knowledge.Catalogue;

    private sealed class Run(Terminal console, CheckSettings settings, string? control, bool isUnsafe, bool dryRun)
    {
        private bool failed;
        private int files;

        public int Execute(IEnumerable<string> paths)
        {
            var workspace = new Workspace(Complain);
            var finder = new UnitFinder(workspace, Complain);
            foreach (var unit in finder.Find(paths))
            {
                var analysis = Checking.Analyse(unit, settings, workspace, Knowledge.Knowledge.Catalogue);
                // A fix may change another text of the unit, so each sees what the ones before it did.
                var mended = analysis;
                foreach (var path in unit.Asked.Order(StringComparer.Ordinal)) mended = Mend(mended, path);
                foreach (var (before, after) in analysis.Trees.Zip(mended.Trees)) Tell(before.Text, after.Text.Content);
            }

            console.Output.WriteLine(files == 0 ? "Nothing to fix." : dryRun ? $"{files} {Files} would change; nothing was written." : $"{files} {Files} changed.");
            return failed ? App.Failure : App.Success;
        }

        private string Files => files == 1 ? "file" : "files";

        private Analysis Mend(Analysis analysis, string path)
        {
            var fix = control is { } id ? analysis.FixAllOf(id, path) : isUnsafe ? analysis.FixEverything(path) : analysis.FixAllSafe(path);
            return fix is null ? analysis : analysis.After(fix);
        }

        private void Tell(SourceText text, string after)
        {
            if (after == text.Content) return;
            files++;
            console.Output.Write(UnifiedDiff.Of(text.Path, text.Content, after));
            if (!dryRun) Write(text.Path, after);
        }

        private void Write(string path, string text)
        {
            try
            {
                File.WriteAllText(path, text, Terminal.Utf8);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Complain($"{path} cannot be written: {exception.Message}");
            }
        }

        private void Complain(string sentence)
        {
            failed = true;
            console.Complain(sentence);
        }
    }
}
