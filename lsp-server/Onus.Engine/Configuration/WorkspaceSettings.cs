using System.Collections.Immutable;
using System.IO.Enumeration;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Configuration;

/// <summary>What a workspace says in its <c>.onus.yaml</c>.</summary>
public sealed record WorkspaceSettings
{
    public const string FileName = ".onus.yaml";

    /// <summary>Null where the file does not say.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Severities by control id or duty id; null switches off.</summary>
    public ImmutableDictionary<string, Severity?> Severities { get; init; } = ImmutableDictionary<string, Severity?>.Empty;

    /// <summary>Values for parameters and variables, by name.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Paths, relative to the file's folder, that are not checked; <c>*</c> stands for any part of a name, <c>**</c> for any folders.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>What is wrong in the file.</summary>
    public ImmutableArray<(Place Place, string Message)> Problems { get; init; } = [];

    /// <summary>The options for assessing, these settings over the given ones.</summary>
    public AssessmentOptions Over(AssessmentOptions options) => options with
    {
        Profile = Profile ?? options.Profile,
        Severities = options.Severities.SetItems(Severities),
    };

    /// <summary>Whether a path is one of those that are not checked.</summary>
    /// <param name="relative">The path relative to the settings file's folder.</param>
    public bool Excludes(string relative) => Exclude.Any(pattern => Matches(pattern, relative));

    /// <summary>Reads a settings file. Never throws: what is wrong is listed, and the rest holds.</summary>
    public static WorkspaceSettings Read(SourceText text)
    {
        var tree = SyntaxTree.Read(text, SyntaxLanguage.Yaml);
        var problems = new List<(Place, string)>();
        foreach (var error in tree.Errors) problems.Add((new Place(text, error.Span), error.Message));
        var settings = new WorkspaceSettings();
        if (tree.Root is MappingNode root)
        {
            foreach (var entry in root.Entries) settings = settings.With(entry, text, problems);
        }
        else if (tree.Root is ScalarNode { IsNull: false } scalar)
        {
            problems.Add((new Place(text, scalar.Span), "The settings file holds a mapping, such as `profile: strict`."));
        }

        return settings with { Problems = [.. problems] };
    }

    /// <summary>The severity a settings word means; null for <c>off</c>.</summary>
    /// <returns>False for a word that is none.</returns>
    public static bool TryReadSeverity(string word, out Severity? severity)
    {
        severity = word switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "information" => Severity.Information,
            "hint" => Severity.Hint,
            _ => null,
        };
        return severity is not null || word == "off";
    }

    /// <summary>The profile a settings word means; null for a word that is none.</summary>
    public static Profile? ReadProfile(string? word) => word switch
    {
        "essential" => Catalogue.Profile.Essential,
        "recommended" => Catalogue.Profile.Recommended,
        "strict" => Catalogue.Profile.Strict,
        _ => null,
    };

    /// <summary>A pattern names files, or a folder and all in it; a star stands for any part of the path, folders included.</summary>
    private static bool Matches(string pattern, string relative)
    {
        relative = relative.Replace('\\', '/');
        pattern = pattern.Replace("**", "*", StringComparison.Ordinal).TrimEnd('/');
        return FileSystemName.MatchesSimpleExpression(pattern, relative, ignoreCase: false)
            || FileSystemName.MatchesSimpleExpression(pattern + "/*", relative, ignoreCase: false);
    }

    private WorkspaceSettings With(MappingEntry entry, SourceText text, List<(Place, string)> problems)
    {
        void Problem(SyntaxNode node, string message) => problems.Add((new Place(text, node.Span), message));

        switch (entry.Name)
        {
            case "profile":
                var profile = ReadProfile((entry.Value as ScalarNode)?.Value);
                if (profile is null) Problem(entry.Value, "`profile` is one of essential, recommended, strict.");
                return this with { Profile = profile };
            case "severity":
                var severities = Severities.ToBuilder();
                foreach (var item in (entry.Value as MappingNode)?.Entries ?? [])
                {
                    if (TryReadSeverity((item.Value as ScalarNode)?.Value ?? "", out var severity)) severities[item.Name] = severity;
                    else Problem(item.Value, $"The severity of `{item.Name}` is one of error, warning, information, hint, off.");
                }

                return this with { Severities = severities.ToImmutable() };
            case "parameters":
                return this with
                {
                    Parameters = ((entry.Value as MappingNode)?.Entries ?? []).ToImmutableDictionary(
                        item => item.Name,
                        item => (item.Value as ScalarNode)?.Value ?? ""),
                };
            case "exclude":
                return this with { Exclude = [.. ((entry.Value as SequenceNode)?.Items ?? []).OfType<ScalarNode>().Select(item => item.Value)] };
            default:
                Problem(entry.Key, $"`{entry.Name}` is not a setting; there are profile, severity, parameters and exclude.");
                return this;
        }
    }
}
