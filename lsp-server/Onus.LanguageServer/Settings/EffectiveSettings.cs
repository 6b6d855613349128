using System.Collections.Immutable;
using Onus.Engine.Assessment;

namespace Onus.LanguageServer.Settings;

/// <summary>The settings that hold for a template.</summary>
/// <param name="Options">Which controls are asked, and how severe they are.</param>
/// <param name="Parameters">Values of parameters and variables by name.</param>
internal sealed record EffectiveSettings(AssessmentOptions Options, ImmutableDictionary<string, string> Parameters);
