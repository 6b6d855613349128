using System.Collections.Immutable;
using Onus.Engine.Catalogue;

namespace Onus.LanguageServer.Settings;

/// <summary>The settings that hold for a template.</summary>
/// <param name="Profile">Which controls are asked.</param>
/// <param name="Severities">Severities by control id or duty id; null switches off.</param>
/// <param name="Parameters">Values of parameters and variables by name.</param>
internal sealed record EffectiveSettings(
    Profile Profile,
    ImmutableDictionary<string, Severity?> Severities,
    ImmutableDictionary<string, string> Parameters);
