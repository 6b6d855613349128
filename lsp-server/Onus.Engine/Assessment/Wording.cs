using Onus.Engine.Assessment.Functions;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Puts what decided a verdict into plain words.</summary>
internal static class Wording
{
    /// <summary>How a reason ends that is met because a property is not written.</summary>
    public const string NothingAsked = " is not set, so nothing is asked";

    private const int LongestValue = 60;

    /// <summary>The duty under which a value may be a secret.</summary>
    private const string SecretsDuty = "secrets";

    /// <summary>One sentence on what is open.</summary>
    public static string Message(Control control, Binding binding, Spot spot, IReadOnlyCollection<string> decidedBy)
    {
        var reason = Reason(spot, control, binding);
        var colon = reason.Length == 0 ? "" : ": ";
        return $"{control.Title}{colon}{reason}{While(spot, decidedBy)}.";
    }

    /// <summary>What stands there, as a clause without full stop; empty where it is the resource as a whole.</summary>
    public static string Reason(Spot spot, Control control, Binding binding)
    {
        if (spot.Companion is { } type) return $"no {Code(type)} in this template refers to it";
        if (spot.Missing is { } missing) return $"{Code(missing)} is not set";
        if (spot.Name.Length == 0) return "";
        return spot.Spoken switch
        {
            AbsentValue => $"{Code(spot.Name)} is not set",
            _ when IsOfInterface(spot) && IsSecret(spot, control) => $"{Code(spot.Name)} shows a secret",
            ScalarValue when IsSecret(spot, control) => $"{Code(spot.Name)} holds a secret in the text",
            UnknownValue { Cause: UnknownCause.Parameter, Name: { } name } when spot.IsSecret => binding.Framework == Framework.CloudFormation
                ? $"parameter {Code(name)} lacks `NoEcho`, so whoever may describe the stack can read it"
                : $"variable {Code(name)} is not marked `sensitive`, so plans and logs show it",
            UnknownValue { Text.Length: > 0 } when spot.IsSecret => $"{Code(spot.Name)} holds a secret in the text",
            ScalarValue { IsSensitive: true } => $"{Code(spot.Name)} holds a sensitive value",
            ScalarValue { Text: "" } => $"{Code(spot.Name)} is empty",
            ScalarValue scalar when !IsDocument(scalar) => $"{Code(spot.Name)} is {Code(Short(scalar.Text))}",
            UnknownValue { Text: var text } when IsDocument(text) => $"see {Code(spot.Name)}",
            UnknownValue unknown => Known(unknown) is { } known ? $"{Code(spot.Name)} is {Code(Short(known))}" : Given(spot.Name, unknown),
            ListValue { Items.IsEmpty: true, IsOpen: false } => $"{Code(spot.Name)} is empty",
            _ => $"see {Code(spot.Name)}",
        };
    }

    /// <summary>A parameter or an output of the template, pointed at by its name: what it holds is shown, wherever it is kept.</summary>
    private static bool IsOfInterface(Spot spot) =>
        spot.Path.StartsWith("Parameters.", StringComparison.Ordinal) || spot.Path.StartsWith("Outputs.", StringComparison.Ordinal);

    /// <summary>As much of an unknown value as the template tells: its text with holes, or what it refers to; null for nothing.</summary>
    private static string? Known(UnknownValue unknown) => unknown switch
    {
        { Text.Length: > 0 } => IsDocument(unknown.Text) ? null : unknown.Text,
        { Reference: { Attribute: { } attribute } reference } => $"{reference.Name}.{attribute}",
        { Reference: { } reference } => reference.Name,
        _ => null,
    };

    /// <summary>A value that must not be repeated: one that the condition found to be a secret, or one of that name under the duty of secrets.</summary>
    private static bool IsSecret(Spot spot, Control control) =>
        spot.IsSecret || (control.Duty == SecretsDuty && spot.Spoken is ScalarValue { Kind: ScalarKind.Text } && Secrets.IsName(spot.Name));

    /// <summary>Whether a spot's value can be shown in a clause; a block cannot.</summary>
    public static bool IsShown(Spot spot) => spot.Companion is not null || spot.Missing is not null || spot.Name.Length == 0 || spot.Spoken is AbsentValue or UnknownValue || (spot.Spoken is ScalarValue scalar && !IsDocument(scalar));

    /// <summary>A policy, a script or another text that is too long to be shown, and may hold what should not be.</summary>
    private static bool IsDocument(ScalarValue scalar) => IsDocument(scalar.Text);

    private static bool IsDocument(string text) => text.AsSpan().Trim() is ['{' or '[', ..] || text.Contains('\n', StringComparison.Ordinal);

    /// <summary>A value that meets a control although it cannot be known, as a clause.</summary>
    public static string Given(string name, UnknownValue unknown)
    {
        var what = unknown.Name is { } known ? " " + Code(known) : "";
        var from = unknown.Cause switch
        {
            UnknownCause.Parameter => $"comes from parameter{what}",
            UnknownCause.Attribute => unknown.Reference is { } reference ? $"refers to {Code(reference.Name)}" : "is known after deployment",
            UnknownCause.Import => $"comes from another stack or module{what}",
            UnknownCause.DynamicReference => "is fetched by AWS at deployment",
            UnknownCause.DataSource => $"comes from data source{what}",
            _ => "is given",
        };
        return $"{Code(name)} {from}";
    }

    /// <summary>A sentence's beginning inside another; acronyms keep their capitals.</summary>
    public static string Lower(string sentence) =>
        sentence.Length > 1 && (char.IsLower(sentence[1]) || sentence.StartsWith("A ", StringComparison.Ordinal)) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;

    /// <summary>Text as code, its own backticks taken out.</summary>
    public static string Code(string text) => $"`{text.Replace('`', '\'')}`";

    /// <summary>Why a value cannot be known, as a clause.</summary>
    public static string Cause(string name, UnknownValue unknown)
    {
        var what = unknown.Name is { } known ? " " + Code(known) : "";
        var why = unknown.Cause switch
        {
            UnknownCause.Parameter => $"parameter{what} has no default",
            UnknownCause.Expression when Several(unknown) is { } several => several,
            UnknownCause.Attribute => unknown.Reference is { } reference ? $"it comes from {Code(reference.Name)} once that exists" : "it is known only after deployment",
            UnknownCause.Import => $"it comes from another stack or module{what}",
            UnknownCause.Macro => "a macro or module makes it",
            UnknownCause.DynamicReference => "AWS resolves it at deployment",
            UnknownCause.Pseudo => "it is known only at deployment",
            UnknownCause.DataSource => $"data source{what} is read at deployment",
            UnknownCause.Limit => "there are more conditions than Onus tries",
            UnknownCause.Broken => "the text is incomplete",
            _ => "Onus does not evaluate its expression",
        };
        return name.Length == 0 ? why : $"{Code(name)} cannot be told: {why}";
    }

    /// <summary>The values that a value takes, where they are few; else null.</summary>
    private static string? Several(UnknownValue unknown) =>
        unknown.Candidates.Length is > 1 and <= 4 && unknown.Candidates.All(c => c is ScalarValue { IsSensitive: false } s && s.Text.Length is > 0 and <= 20)
            ? $"it may be {string.Join(" or ", unknown.Candidates.Select(c => Code(((ScalarValue)c).Text)).Distinct())}"
            : null;

    private static string While(Spot spot, IReadOnlyCollection<string> decidedBy)
    {
        for (var step = spot.Spoken.Derivation; step is not null; step = step.Next)
        {
            if (step.IsTelling) return $" ({((step.IsArgument ? step.Call : null) ?? step).What})";
        }

        return decidedBy.Count == 0 ? "" : $", while {string.Join(" and ", decidedBy.Order(StringComparer.Ordinal).Take(2).Select(Code))} {(decidedBy.Count == 1 ? "keeps its default" : "keep their defaults")}";
    }

    private static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }
}
