using System.Text;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>Prints what a template says without where it says it, so that two forms of a template can be compared.</summary>
internal static class ModelPrinter
{
    public static string Print(Template template)
    {
        var result = new StringBuilder();
        foreach (var resource in template.Resources)
        {
            result.Append(resource.Name).Append(' ').Append(resource.Type);
            if (resource.DerivedFrom is not null) result.Append(" from ").Append(resource.DerivedFrom);
            if (resource.Condition is not null) result.Append(" if ").Append(Print(resource.Condition));
            result.AppendLine();
            Print(resource.Body, result, 1);
        }

        result.AppendLine("Roots");
        Print(template.Roots, result, 1);
        foreach (var suppression in template.Suppressions)
            result.AppendLine($"ignored {suppression.Tool} {string.Join(',', suppression.Ids)} {suppression.Resource} {suppression.Reason}");
        foreach (var problem in template.Problems.Select(p => p.Message).Order()) result.AppendLine($"problem {problem}");
        foreach (var hidden in template.Hidden) result.AppendLine($"hidden {hidden}");
        return result.ToString();
    }

    /// <summary>What one resource says.</summary>
    public static string Print(Resource resource)
    {
        var result = new StringBuilder();
        if (resource.Condition is not null) result.Append("if ").AppendLine(Print(resource.Condition));
        Print(resource.Body, result, 1);
        return result.ToString();
    }

    private static string Print(Condition condition) =>
        $"{condition.Name}: {Print(condition.Logic)} by {string.Join(',', condition.DecidedBy)}";

    private static string Print(Logic logic) => logic switch
    {
        Constant constant => constant.Value ? "true" : "false",
        Atom atom => $"[{atom.Key}]",
        Not not => "!" + Print(not.Inner),
        And and => "(" + string.Join(" & ", and.Parts.Select(Print)) + ")",
        Or or => "(" + string.Join(" | ", or.Parts.Select(Print)) + ")",
        _ => throw new InvalidOperationException(),
    };

    private static void Print(Value value, StringBuilder result, int depth)
    {
        result.Append(' ', depth * 2);
        switch (value)
        {
            case ScalarValue scalar:
                result.AppendLine($"'{scalar.Text}'{(scalar.IsSensitive ? " sensitive" : "")}{Derived(value)}");
                break;
            case ListValue list:
                result.AppendLine($"list{(list.IsOpen ? " open" : "")}{Derived(value)}");
                foreach (var item in list.Items) Print(item, result, depth + 1);
                break;
            case MapValue map:
                result.AppendLine($"map{(map.IsOpen ? " open" : "")}{Derived(value)}");
                foreach (var entry in map.Entries)
                {
                    result.Append(' ', depth * 2 + 2).AppendLine(entry.Key + ":");
                    Print(entry.Value, result, depth + 2);
                }

                break;
            case ChoiceValue choice:
                result.AppendLine($"if {Print(choice.Condition)}");
                Print(choice.Then, result, depth + 1);
                Print(choice.Else, result, depth + 1);
                break;
            case UnknownValue unknown:
                result.AppendLine($"unknown {unknown.Cause} {unknown.Name} '{unknown.Text}' {unknown.Reference} {unknown.References.Length} {unknown.IsSecretSafe}{Derived(value)}");
                foreach (var candidate in unknown.Candidates) Print(candidate, result, depth + 1);
                break;
            default:
                result.AppendLine("absent");
                break;
        }
    }

    private static string Derived(Value value)
    {
        var result = "";
        for (var step = value.Derivation; step is not null; step = step.Next) result += $" <- {step.What} {step.Parameter}";
        return result;
    }
}
