using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>What a control asks of a property, and what leaving the property out would mean.</summary>
internal static class PropertyMeaning
{
    /// <param name="analysis">The analysis.</param>
    /// <param name="verdict">A control's verdict on the resource.</param>
    /// <param name="key">The property's key.</param>
    /// <param name="name">The property's name.</param>
    /// <returns>One or two short sentences; empty where neither can be said.</returns>
    public static string Of(Analysis analysis, Verdict verdict, Place key, string name)
    {
        var parts = new List<string>();
        if (Demand(verdict.Binding.Require, name) is { } demand) parts.Add($"It is met by {demand}.");
        if (LeftOut(analysis, verdict, key, name) is { } absence) parts.Add(absence);
        return string.Join(' ', parts);
    }

    private static string? LeftOut(Analysis analysis, Verdict verdict, Place key, string name)
    {
        if (analysis.Template is not { } template || Absence.Judge(verdict, key, template, analysis.Catalogue) is not { } kind) return null;
        var byDefault = verdict.Binding.Defaults.FirstOrDefault(pair => LastName(pair.Path) == name).Value is { } value
            ? $", as AWS's default is {Wording.Code(value)}"
            : "";
        return kind switch
        {
            VerdictKind.Open => $"Left out, it is open{byDefault}.",
            VerdictKind.Met => $"Left out, it is met{byDefault}.",
            VerdictKind.Unknown => "Left out, this template could not tell.",
            _ => "Left out, it is not asked.",
        };
    }

    /// <summary>The values that a condition compares the property with, where it is compared once and with nothing else.</summary>
    private static string? Demand(Expression condition, string name) => condition switch
    {
        Compare { Left: PathOperand path } compare when path.Segments[^1] == name => Demand(compare),
        _ => null,
    };

    private static string? Demand(Compare compare) => (compare.Operator, Values(compare.Right)) switch
    {
        (Comparison.Equal, { } values) => values,
        (Comparison.NotEqual, { } values) => $"anything but {values}",
        (Comparison.In, { } values) => values,
        (Comparison.NotIn, { } values) => $"anything but {values}",
        (Comparison.GreaterOrEqual, { } values) => $"{values} or more",
        (Comparison.LessOrEqual, { } values) => $"{values} or less",
        (Comparison.Greater, { } values) => $"more than {values}",
        (Comparison.Less, { } values) => $"less than {values}",
        _ => null,
    };

    private static string? Values(Operand operand) => operand switch
    {
        Literal { Value: ScalarValue scalar } => Wording.Code(scalar.Text),
        LiteralList list when list.Items.Length <= 4 && list.Items.All(item => item is Literal) => string.Join(" or ", list.Items.Select(Values)),
        _ => null,
    };

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];
}
