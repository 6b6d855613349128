using System.Text;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>How a value was resolved: for people who wonder about a verdict.</summary>
internal static class WhyReport
{
    private const int Deepest = 60;

    public static IEnumerable<Explanation> On(Analysis analysis, SourceText text, int line)
    {
        var span = text.LineSpan(line);
        if (analysis.Template is not { } template) yield break;
        foreach (var resource in template.Resources)
        {
            if (!resource.IsDeployed || resource.WholePlace.Document?.Path != text.Path || !resource.WholePlace.Span.Overlaps(span)) continue;
            var said = new HashSet<string>();
            foreach (var body in resource.Instances.IsEmpty ? [resource.Body] : resource.Instances)
            {
                foreach (var (path, value) in Values(body, "", 0))
                {
                    if (value.Place.Document?.Path != text.Path || !StartsOn(value.Place.Span, span)) continue;
                    // Instances mostly say the same.
                    if (Write(resource, path, value) is var why && said.Add(why)) yield return new Explanation(value.Place, why);
                }
            }
        }
    }

    private static bool StartsOn(TextSpan value, TextSpan line) => value.Start >= line.Start && value.Start <= line.End;

    /// <summary>The leaves of a value with their paths: scalars, unknowns, and choices as a whole.</summary>
    private static IEnumerable<(string Path, Value Value)> Values(Value value, string path, int depth)
    {
        if (depth > Deepest) yield break;
        switch (value)
        {
            case MapValue map:
                if (map.Derivation is not null) yield return (path, map);
                foreach (var entry in map.Entries)
                {
                    foreach (var inner in Values(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", depth + 1)) yield return inner;
                }

                break;
            case ListValue list:
                if (list.Derivation is not null) yield return (path, list);
                for (var i = 0; i < list.Items.Length; i++)
                {
                    foreach (var inner in Values(list.Items[i], $"{path}[{i}]", depth + 1)) yield return inner;
                }

                break;
            default:
                yield return (path, value);
                break;
        }
    }

    private static string Write(Resource resource, string path, Value value)
    {
        var text = new StringBuilder();
        text.AppendLine($"**{MarkdownText.Escape(resource.Name)}** · {MarkdownText.Code(path)} = {Show(value)}");
        Append(text, value, "", 0);
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, Value value, string indent, int depth)
    {
        if (depth > 8) return;
        for (var step = value.Derivation; step is not null; step = step.Next)
            text.AppendLine($"{indent}- {step.What}{Where(step.Place)}");
        if (value is ChoiceValue { Condition.Logic: Constant constant } settled)
        {
            var by = settled.Condition.DecidedBy.IsDefaultOrEmpty ? "" : $", decided by {string.Join(", ", settled.Condition.DecidedBy.Select(MarkdownText.Code))}";
            text.AppendLine($"{indent}- condition {MarkdownText.Code(settled.Condition.Name)} is {(constant.Value ? "true" : "false")} here{by}{Where(settled.Condition.Place)}");
            Append(text, constant.Value ? settled.Then : settled.Else, indent + "  ", depth + 1);
            text.AppendLine($"{indent}- were it {(constant.Value ? "false" : "true")}: {Show(constant.Value ? settled.Else : settled.Then)}");
        }
        else if (value is ChoiceValue choice)
        {
            text.AppendLine($"{indent}- condition {MarkdownText.Code(choice.Condition.Name)}, which only the deployment settles{Where(choice.Condition.Place)}");
            text.AppendLine($"{indent}  - if true: {Show(choice.Then)}{Where(choice.Then.Place)}");
            Append(text, choice.Then, indent + "    ", depth + 1);
            text.AppendLine($"{indent}  - if false: {Show(choice.Else)}{Where(choice.Else.Place)}");
            Append(text, choice.Else, indent + "    ", depth + 1);
        }
        else if (value is UnknownValue unknown)
        {
            text.AppendLine($"{indent}- cannot be known: {Cause(unknown)}");
        }
        else if (value is AbsentValue)
        {
            text.AppendLine($"{indent}- no value: as if it were not written");
        }
        else if (value.Derivation is null)
        {
            text.AppendLine($"{indent}- written here{Where(value.Place)}");
        }
    }

    private static string Show(Value value) => value switch
    {
        ScalarValue { IsSensitive: true } => "a sensitive value",
        ScalarValue scalar => MarkdownText.Code(scalar.Text),
        ListValue list => $"a list of {list.Items.Length}",
        MapValue map => $"a mapping of {map.Entries.Length}",
        AbsentValue => "nothing",
        ChoiceValue { Condition.Logic: Constant settled } choice => Show(settled.Value ? choice.Then : choice.Else),
        ChoiceValue choice => $"{Show(choice.Then)} or {Show(choice.Else)}",
        UnknownValue { Text.Length: > 0 } unknown => MarkdownText.Code(unknown.Text),
        _ => "unknown",
    };

    private static string Cause(UnknownValue unknown)
    {
        var name = unknown.Name is { } known ? $" {MarkdownText.Code(known)}" : "";
        return unknown.Cause switch
        {
            UnknownCause.Parameter => $"parameter{name} has no default",
            UnknownCause.Attribute => unknown.Reference is { } reference ? $"it is an attribute of {MarkdownText.Code(reference.Name)}, known once that exists" : "it is an attribute of a resource, known once that exists",
            UnknownCause.Import => $"it comes from another stack or module{name}",
            UnknownCause.Macro => $"a macro or module makes it{name}",
            UnknownCause.DynamicReference => "AWS resolves it at deployment",
            UnknownCause.Pseudo => $"{(unknown.Name is null ? "it" : MarkdownText.Code(unknown.Name))} is known at deployment",
            UnknownCause.DataSource => $"a data source{name} is read at deployment",
            UnknownCause.Limit => "there are more conditions than Onus tries",
            UnknownCause.Broken => "the text is incomplete here",
            _ => $"Onus does not evaluate this expression{name}",
        };
    }

    private static string Where(Place place) =>
        place.Document is { } document ? $" — {document.Path}:{place.Start.Line + 1}" : "";
}
