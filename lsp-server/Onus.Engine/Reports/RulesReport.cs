using System.Text;
using System.Text.Json;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Reports;

/// <summary>The catalogue as a list of controls.</summary>
public static class RulesReport
{
    public static void WriteJson(IEnumerable<Control> controls, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var control in controls)
        {
            json.WriteStartObject();
            json.WriteString("id", control.Id);
            json.WriteString("title", control.Title);
            json.WriteString("duty", control.Duty);
            json.WriteString("severity", JsonReport.Word(control.Severity));
            json.WriteString("profile", Word(control.Profile));
            WriteTexts(json, "frameworks", control.Bindings.Select(b => Word(b.Framework)).Distinct());
            WriteTexts(json, "types", control.Bindings.Select(b => b.Type).Distinct());
            WriteTexts(json, "aliases", control.Aliases.SelectMany(alias => alias.Ids).Distinct());
            json.WriteStartObject("references");
            foreach (var (kind, ids) in control.References) WriteTexts(json, kind, ids);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string WriteText(IReadOnlyList<Control> controls)
    {
        var text = new StringBuilder();
        var width = controls.Count == 0 ? 0 : controls.Max(control => control.Id.Length);
        foreach (var service in controls.GroupBy(control => control.Service))
        {
            foreach (var control in service)
            {
                text.Append(control.Id.PadRight(width)).Append("  ")
                    .Append(JsonReport.Word(control.Severity).PadRight(11)).Append("  ")
                    .Append(control.Duty.PadRight(22)).Append("  ")
                    .AppendLine(control.Title);
            }
        }

        return text.AppendLine($"{controls.Count} controls.").ToString();
    }

    public static string Word(Framework framework) => framework == Framework.CloudFormation ? "cloudformation" : "terraform";

    public static string Word(Profile profile) => profile switch
    {
        Profile.Essential => "essential",
        Profile.Recommended => "recommended",
        _ => "strict",
    };

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
