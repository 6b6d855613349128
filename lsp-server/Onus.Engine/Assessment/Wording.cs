using Onus.Engine.Catalogue;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Puts what decided a verdict into plain words.</summary>
internal static class Wording
{
    private const int LongestValue = 60;

    /// <summary>One sentence on what is open.</summary>
    public static string Message(Control control, Binding binding, Spot spot, IReadOnlyCollection<string> decidedBy)
    {
        var reason = Reason(spot, binding);
        var message = reason.Length == 0 ? control.Title : $"{control.Title}: {reason}";
        return message + While(spot, decidedBy) + ".";
    }

    /// <summary>What stands there, as a clause without full stop.</summary>
    public static string Reason(Spot spot, Binding binding)
    {
        if (spot.Companion is { } type) return $"no {Code(type)} in this template refers to it";
        if (spot.Name.Length == 0) return binding.Note.TrimEnd('.');
        return spot.Value switch
        {
            AbsentValue => $"{Code(spot.Name)} is not set",
            ScalarValue when spot.IsSecret => $"{Code(spot.Name)} holds it in the text",
            UnknownValue { Cause: UnknownCause.Parameter, Name: { } name } when spot.IsSecret => binding.Framework == Framework.CloudFormation
                ? $"parameter {Code(name)} lacks `NoEcho`, so whoever may describe the stack can read it"
                : $"variable {Code(name)} is not marked `sensitive`, so plans and logs show it",
            ScalarValue { IsSensitive: true } => $"{Code(spot.Name)} holds a sensitive value",
            ScalarValue scalar => $"{Code(spot.Name)} is {Code(Short(scalar.Text))}",
            UnknownValue unknown => Known(unknown) is { } known ? $"{Code(spot.Name)} is {Code(Short(known))}" : Cause(spot.Name, unknown),
            ListValue { Items.IsEmpty: true, IsOpen: false } => $"{Code(spot.Name)} is empty",
            ResourceValue => $"see {Code(spot.Name)}",
            _ => $"see {Code(spot.Name)}",
        };
    }

    /// <summary>As much of an unknown value as the template tells: its text with holes, or what it refers to; null for nothing.</summary>
    private static string? Known(UnknownValue unknown) => unknown switch
    {
        { Text.Length: > 0 } => unknown.Text,
        { Reference: { Attribute: { } attribute } reference } => $"{reference.Name}.{attribute}",
        { Reference: { } reference } => reference.Name,
        _ => null,
    };

    /// <summary>Why a value cannot be known, as a clause.</summary>
    public static string Cause(string name, UnknownValue unknown)
    {
        var what = unknown.Name is { } known ? " " + Code(known) : "";
        var why = unknown.Cause switch
        {
            UnknownCause.Parameter => $"parameter{what} has no default",
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

    private static string While(Spot spot, IReadOnlyCollection<string> decidedBy)
    {
        for (var step = spot.Value.Derivation; step is not null; step = step.Next)
        {
            if (step.Parameter is not null) return $" ({step.What})";
        }

        return decidedBy.Count == 0 ? "" : $", while {string.Join(" and ", decidedBy.Order(StringComparer.Ordinal).Take(2).Select(Code))} {(decidedBy.Count == 1 ? "keeps its default" : "keep their defaults")}";
    }

    private static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= LongestValue ? text : text[..LongestValue] + "…";
    }

    private static string Code(string text) => $"`{text.Replace('`', '\'')}`";
}
