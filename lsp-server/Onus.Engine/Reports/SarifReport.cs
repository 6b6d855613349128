using System.Text.Json;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>Findings as SARIF 2.1.0, for code scanning and CI. Columns count UTF-16 code units.</summary>
public sealed class SarifReport
{
    private readonly Utf8JsonWriter json;
    private readonly string? root;

    private SarifReport(Utf8JsonWriter json, string? root)
    {
        this.json = json;
        this.root = root?.Replace('\\', '/').TrimEnd('/');
    }

    /// <param name="units">The templates checked; enumerated once, written as they come.</param>
    /// <param name="version">The version of Onus that checked them.</param>
    /// <param name="output">Where the log is written, as UTF-8.</param>
    /// <param name="root">The folder that addresses are relative to; null to take the paths as they are.</param>
    public static void Write(IEnumerable<CheckedUnit> units, string version, Stream output, string? root = null)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new SarifReport(json, root).Write(units, version);
    }

    private void Write(IEnumerable<CheckedUnit> units, string version)
    {
        var rules = new List<Control>();
        var ruleIndex = new Dictionary<string, int>(StringComparer.Ordinal);
        var notices = new List<Notice>();
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var unit in units)
        {
            foreach (var finding in unit.Findings)
            {
                if (ruleIndex.TryAdd(finding.Control.Id, rules.Count)) rules.Add(finding.Control);
                WriteResult(finding, ruleIndex[finding.Control.Id]);
            }

            notices.AddRange(unit.Problems.Select(problem => new Notice(Level(problem.Severity), problem.Message, Region.Of(problem.Place))));
            json.Flush();
        }

        json.WriteEndArray();
        WriteTool(rules, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        WriteInvocation(notices);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteTool(List<Control> rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "onus");
        json.WriteString("semanticVersion", version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText("shortDescription", rule.Title);
            WriteText("fullDescription", rule.Why);
            if (Links.Anywhere(rule) is { } more) json.WriteString("helpUri", more);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue(rule.Duty);
            json.WriteStringValue(rule.Service);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteInvocation(List<Notice> notices)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", notices.TrueForAll(notice => notice.Level != Level(Severity.Error)));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var (level, message, region) in notices)
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            WriteText("message", message);
            json.WriteStartArray("locations");
            json.WriteStartObject();
            WritePhysical(region);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteResult(Finding finding, int ruleIndex)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Control.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Control.Severity));
        WriteText("message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        WritePhysical(Region.Of(finding.Place));
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", finding.Resource.Name);
        json.WriteString("fullyQualifiedName", finding.Resource.DerivedFrom ?? finding.Resource.Name);
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        if (!finding.Related.IsDefaultOrEmpty) WriteRelated(finding);
        json.WriteEndObject();
    }

    private void WriteRelated(Finding finding)
    {
        json.WriteStartArray("relatedLocations");
        foreach (var (place, note) in finding.Related)
        {
            json.WriteStartObject();
            WritePhysical(Region.Of(place));
            WriteText("message", note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePhysical(Region region)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(region.Path));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", region.Start.Line + 1);
        json.WriteNumber("startColumn", region.Start.Character + 1);
        json.WriteNumber("endLine", region.End.Line + 1);
        json.WriteNumber("endColumn", region.End.Character + 1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An address as code scanning wants it: relative to the root where the file is below it, with what an address cannot hold escaped.</summary>
    private string UriOf(string path)
    {
        path = path.Replace('\\', '/');
        if (root is not null && path.StartsWith(root + "/", StringComparison.Ordinal)) path = path[(root.Length + 1)..];
        if (path.StartsWith("./", StringComparison.Ordinal)) path = path[2..];
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return path.StartsWith('/') ? $"file://{escaped}" : escaped;
    }

    private void WriteText(string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>A problem as it is kept until the results are written: without its text, as a run may have thousands.</summary>
    private sealed record Notice(string Level, string Message, Region Region);

    /// <summary>A place without its text.</summary>
    private readonly record struct Region(string Path, LinePosition Start, LinePosition End)
    {
        public static Region Of(Place place) => new(place.Document.Path, place.Start, place.End);
    }
}
