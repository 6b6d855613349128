using System.Collections.Immutable;
using System.Text.Json;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;

namespace Onus.LanguageServer.Settings;

/// <summary>What the editor says in its section <c>onus</c>.</summary>
internal sealed record ClientSettings
{
    public static ClientSettings Default { get; } = new();

    public bool IsEnabled { get; init; } = true;

    /// <summary>False where the editor says that its user does not trust the workspace; then the workspace's own controls do not count.</summary>
    public bool IsTrusted { get; init; } = true;

    public Profile Profile { get; init; } = Profile.Recommended;

    /// <summary>Severities by control id or duty id; null switches off.</summary>
    public ImmutableDictionary<string, Severity?> Severities { get; init; } = ImmutableDictionary<string, Severity?>.Empty;

    /// <summary>Values of parameters and variables by name.</summary>
    public ImmutableDictionary<string, string> Parameters { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Reads a section, or an object that holds it under <c>onus</c>. What is not as it should be counts as not said.</summary>
    /// <param name="section">The settings; null for none.</param>
    public static ClientSettings Read(JsonElement? section)
    {
        if (Section(section) is not { } onus) return Default;
        return new ClientSettings
        {
            IsEnabled = !(onus.TryGetProperty("enable", out var enable) && enable.ValueKind == JsonValueKind.False),
            IsTrusted = !(onus.TryGetProperty("trusted", out var trusted) && trusted.ValueKind == JsonValueKind.False),
            Profile = ProfileOf(onus),
            Severities = Entries(onus, "severity")
                .Select(entry => (entry.Name, Known: TryReadSeverity(entry.Value, out var severity), severity))
                .Where(entry => entry.Known)
                .ToImmutableDictionary(entry => entry.Name, entry => entry.severity),
            Parameters = Entries(onus, "parameters").ToImmutableDictionary(entry => entry.Name, entry => TextOf(entry.Value)),
        };
    }

    /// <summary>Whether there are settings to read at all; an editor that wants to be asked sends none.</summary>
    public static bool IsGiven(JsonElement? section) => Section(section) is not null;

    private static JsonElement? Section(JsonElement? given)
    {
        if (given is not { ValueKind: JsonValueKind.Object } section) return null;
        if (section.TryGetProperty("onus", out var inner)) return inner.ValueKind == JsonValueKind.Object ? inner : null;
        return section;
    }

    private static Profile ProfileOf(JsonElement onus) =>
        onus.TryGetProperty("profile", out var profile) && profile.ValueKind == JsonValueKind.String
            ? WorkspaceSettings.ReadProfile(profile.GetString()) ?? Profile.Recommended
            : Profile.Recommended;

    private static IEnumerable<JsonProperty> Entries(JsonElement onus, string name) =>
        onus.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().DistinctBy(entry => entry.Name) : [];

    private static bool TryReadSeverity(JsonElement value, out Severity? severity)
    {
        severity = null;
        return value.ValueKind == JsonValueKind.String && WorkspaceSettings.TryReadSeverity(value.GetString() ?? "", out severity);
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
