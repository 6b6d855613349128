using System.Diagnostics;
using System.Text.Json;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>
/// Onus and cfn-lint over the samples, and over the samples with a line broken: what cfn-lint finds no error in gets no syntax
/// diagnostic and no template problem from Onus, and what it cannot parse gets one. Not run where cfn-lint is not installed.
/// </summary>
public sealed class CfnLintTests(ITestOutputHelper output) : IDisposable
{
    private const int FilesARun = 40;

    private readonly string folder = Directory.CreateTempSubdirectory("onus-cfn-lint").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_cfn_lint_finds_sound_is_sound_and_what_it_cannot_parse_is_told()
    {
        var program = FindProgram();
        Assert.SkipWhen(program is null, "Not run: cfn-lint is not on the PATH.");
        var step = Whole.Step(part: 45);
        var texts = Samples.All.Where((sample, i) => i % step == 0 && !sample.Name.EndsWith(".tf.json", StringComparison.Ordinal)).SelectMany(WithBroken).ToList();
        var verdicts = Ask(program, texts);
        var (sound, unparsed, crashed) = (0, 0, 0);
        var differing = new List<string>();
        foreach (var text in texts)
        {
            if (!verdicts.TryGetValue(text.Path, out var rules))
            {
                crashed++;
                continue;
            }

            var said = Said(text);
            if (rules.Contains("E0000"))
            {
                unparsed++;
                if (said is null) differing.Add($"{text.Path}: only cfn-lint objects");
            }
            else if (!rules.Any(rule => rule.StartsWith('E')))
            {
                sound++;
                if (said is not null) differing.Add($"{text.Path}: only Onus objects: {said}");
            }
        }

        output.WriteLine($"{texts.Count} texts: {sound} sound and {unparsed} not parsed by cfn-lint, {crashed} it gave no answer on; {differing.Count} differences:");
        foreach (var one in differing) output.WriteLine(one);
        Assert.True(sound > 3 && unparsed > 3);
        // JSON that is not JSON but passes for YAML is the one known difference; cfn-lint reads every file as YAML first.
        Assert.DoesNotContain(differing, d => !d.Contains(".json: only Onus", StringComparison.Ordinal));
    }

    private static IEnumerable<SourceText> WithBroken(Sample sample)
    {
        var extension = Path.GetExtension(sample.Name);
        var name = sample.Name.Replace('/', '_').Replace('\\', '_');
        yield return new SourceText(name, sample.Content);
        var step = Math.Max(1, sample.Text.LineCount / 3);
        foreach (var broken in Break.Of(sample.Text, step / 2, step))
            yield return new SourceText($"{name[..^extension.Length]}-{broken.Kind.Replace(' ', '-')}-{broken.Line + 1}{extension}", broken.Text.Content);
    }

    private static string? Said(SourceText text)
    {
        var tree = SyntaxTree.Read(text);
        if (SyntaxProblems.Of(tree).FirstOrDefault() is { } error) return $"line {text.PositionOf(error.Span.Start).Line + 1}: {error.Message}";
        if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation) return null;
        return TemplateReader.Read([tree], new TemplateContext())?.Problems.FirstOrDefault() is { } problem ? $"line {problem.Place.Start.Line + 1}: {problem.Message}" : null;
    }

    /// <summary>The rules that each text breaks; a text on which cfn-lint itself fails is left out.</summary>
    private Dictionary<string, HashSet<string>> Ask(string program, List<SourceText> texts)
    {
        var verdicts = new Dictionary<string, HashSet<string>>();
        foreach (var text in texts) File.WriteAllText(Path.Combine(folder, text.Path), text.Content);
        var waiting = new Stack<string[]>(texts.Select(t => t.Path).Chunk(FilesARun));
        while (waiting.TryPop(out var files))
        {
            if (Run(program, files) is { } found)
            {
                foreach (var file in files) verdicts[file] = [];
                foreach (var (file, rule) in found) verdicts[file].Add(rule);
            }
            else if (files.Length > 1)
            {
                waiting.Push(files[..(files.Length / 2)]);
                waiting.Push(files[(files.Length / 2)..]);
            }
        }

        return verdicts;
    }

    private List<(string File, string Rule)>? Run(string program, string[] files)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--format", "json", "--ignore-checks", "W", "I", "--", .. files]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("cfn-lint did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        try
        {
            using var json = JsonDocument.Parse(said);
            return
            [
                .. json.RootElement.EnumerateArray().Select(match =>
                    (match.GetProperty("Filename").GetString() ?? "", match.GetProperty("Rule").GetProperty("Id").GetString() ?? "")),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? FindProgram() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(at => (string[])[Path.Combine(at, "cfn-lint"), Path.Combine(at, "cfn-lint.exe")])
        .FirstOrDefault(File.Exists);
}
