using System.Text.RegularExpressions;
using Xunit;

namespace Onus.Engine.Tests.Layers;

/// <summary>The walls between the rooms of the code: what a room may use, which words it may know.</summary>
public sealed partial class RoomTests
{
    /// <summary>What each room of the engine may use; whatever is not here is an arrow that nobody has thought about.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Syntax"] = ["Text", "YamlDotNet", "Newtonsoft"],
        ["Templates"] = ["Text", "Syntax"],
        ["Catalogue"] = ["Text", "Syntax", "Templates"],
        ["Assessment"] = ["Text", "Syntax", "Templates", "Catalogue"],
        ["Fixes"] = ["Text", "Syntax", "Templates", "Catalogue", "Assessment"],
        ["Reports"] = ["Text", "Syntax", "Templates", "Catalogue", "Assessment"],
        ["Configuration"] = ["Text", "Syntax", "Catalogue", "Assessment"],
    };

    private static readonly string Root = Path.GetFullPath(Path.Combine(Catalogue.SchemaFiles.Root, ".."));

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        var wrong = Sources("lsp-server/Onus.Engine").Where(source => source.Room.Length > 0).SelectMany(source =>
            Uses().Matches(source.Text).Select(match => match.Groups["room"].Value is { Length: > 0 } room ? room : match.Groups["library"].Value)
                .Where(used => used != source.Room && !Allowed[source.Room].Contains(used))
                .Select(used => $"{source.Path} uses {used}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_room_of_the_engine_has_its_limits_written_down() =>
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Sources("lsp-server/Onus.Engine").Select(source => source.Room).Where(room => room.Length > 0).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_resource_type_stands_in_code_outside_the_readers_of_templates()
    {
        var readers = $"Onus.Engine{Path.DirectorySeparatorChar}Templates{Path.DirectorySeparatorChar}";
        var wrong = Sources("lsp-server").Where(source => !source.Path.Contains(readers, StringComparison.Ordinal))
            .SelectMany(source => source.Text.Split('\n')
                .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("Description = ", StringComparison.Ordinal) && ResourceType().IsMatch(line))
                .Select(line => $"{source.Path}: {line.Trim()}"));
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("lsp-server/Onus.Engine", "Onus.LanguageServer")]
    [InlineData("lsp-server/Onus.Engine", "StreamJsonRpc")]
    [InlineData("lsp-server/Onus.LanguageServer", "Onus.Cli")]
    [InlineData("lsp-server/Onus.LanguageServer", "Onus.Knowledge")]
    [InlineData("lsp-server/Onus.Cli", "Onus.LanguageServer.Protocol")]
    public void An_assembly_does_not_know_another(string folder, string unknown) =>
        Assert.DoesNotContain(Sources(folder), source => source.Text.Contains($"using {unknown}", StringComparison.Ordinal));

    [Fact]
    public void Only_the_conversions_and_the_features_hold_both_vocabularies()
    {
        var both = Sources("lsp-server/Onus.LanguageServer")
            .Where(source => source.Text.Contains("using Onus.LanguageServer.Protocol;", StringComparison.Ordinal) && source.Text.Contains("using Onus.Engine.Assessment;", StringComparison.Ordinal))
            .Select(source => source.Room)
            .Distinct();
        Assert.Equal(["Features"], both);
    }

    [Fact]
    public void Every_path_that_the_documentation_names_exists()
    {
        string[] pages = ["README.md", "CONTRIBUTING.md", .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Select(path => Path.GetRelativePath(Root, path))];
        var wrong = pages.SelectMany(page => Links().Matches(File.ReadAllText(Path.Combine(Root, page)))
            .Select(match => match.Groups["path"].Value)
            .Where(path => !path.Contains("://", StringComparison.Ordinal))
            .Where(path => !Path.Exists(Path.Combine(Root, Path.GetDirectoryName(page) ?? "", path)))
            .Select(path => $"{page}: {path}"));
        Assert.Empty(wrong);
    }

    private sealed record Source(string Path, string Room, string Text);

    private static IEnumerable<Source> Sources(string folder)
    {
        var top = Path.Combine(Root, folder.Replace('/', Path.DirectorySeparatorChar));
        foreach (var path in Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
        {
            var steps = Path.GetRelativePath(top, path).Split(Path.DirectorySeparatorChar);
            if (steps.Any(step => step is "bin" or "obj")) continue;
            yield return new Source(path, steps.Length > 1 ? steps[0] : "", File.ReadAllText(path));
        }
    }

    [GeneratedRegex(@"^using (static )?(Onus\.Engine\.(?<room>\w+)|(?<library>YamlDotNet|Newtonsoft))", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Uses();

    [GeneratedRegex("""AWS::[A-Z]\w+::[A-Z]\w+|"aws_[a-z0-9]+_[a-z_0-9]+""" + "\"")]
    private static partial Regex ResourceType();

    [GeneratedRegex(@"\]\((?<path>[^)#\s]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();
}
