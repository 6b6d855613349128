using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>Findings, and what is unknown, as JSON for scripts. Lines and columns count from 1, columns in UTF-16 code units.</summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="units">The templates checked; enumerated once, findings written as they come.</param>
    /// <param name="output">Where it is written, as UTF-8.</param>
    public static void Write(IEnumerable<CheckedUnit> units, Stream output)
    {
        var tally = new Tally();
        using var json = new Utf8JsonWriter(output, Layout);
        using LaterArray unknown = new("unknown"), accepted = new("accepted"), problems = new("problems");
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var unit in units)
        {
            tally = tally.Plus(unit);
            foreach (var finding in unit.Findings) WriteFinding(json, finding);
            foreach (var verdict in unit.Verdicts)
            {
                if (verdict.Kind == VerdictKind.Unknown) WriteVerdict(unknown.Json, verdict);
                if (verdict.Kind == VerdictKind.Accepted) WriteVerdict(accepted.Json, verdict);
            }

            foreach (var problem in unit.Problems) WriteProblem(problems.Json, problem);
            json.Flush();
        }

        json.WriteEndArray();
        unknown.WriteTo(json);
        accepted.WriteTo(json);
        problems.WriteTo(json);
        WriteSummary(json, tally);
        json.WriteEndObject();
    }

    /// <summary>The word for a severity in every output.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Information => "information",
        _ => "hint",
    };

    private static void WriteSummary(Utf8JsonWriter json, Tally tally)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("templates", tally.Templates);
        json.WriteNumber("resources", tally.Resources);
        json.WriteNumber("findings", tally.Findings);
        json.WriteNumber("error", tally.Errors);
        json.WriteNumber("warning", tally.Warnings);
        json.WriteNumber("information", tally.Informations);
        json.WriteNumber("hint", tally.Hints);
        json.WriteNumber("met", tally.Met);
        json.WriteNumber("unknown", tally.Unknown);
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("control", finding.Control.Id);
        json.WriteString("severity", Word(finding.Control.Severity));
        json.WriteString("duty", finding.Control.Duty);
        json.WriteString("resource", finding.Resource.DerivedFrom ?? finding.Resource.Name);
        json.WriteString("type", finding.Resource.Type);
        json.WriteString("path", finding.Path);
        json.WriteString("message", finding.Message);
        WritePlace(json, finding.Place);
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("control", verdict.Control.Id);
        json.WriteString("duty", verdict.Control.Duty);
        json.WriteString("resource", verdict.Resource.DerivedFrom ?? verdict.Resource.Name);
        json.WriteString("type", verdict.Resource.Type);
        json.WriteString("reason", verdict.Suppression is { Reason.Length: > 0 } suppression ? suppression.Reason : verdict.Reason);
        WritePlace(json, verdict.Resource.NamePlace);
        json.WriteEndObject();
    }

    private static void WriteProblem(Utf8JsonWriter json, TextProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("severity", Word(problem.Severity));
        WritePlace(json, problem.Place);
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Place place)
    {
        json.WriteString("file", place.Document.Path);
        json.WriteNumber("line", place.Start.Line + 1);
        json.WriteNumber("column", place.Start.Character + 1);
        json.WriteNumber("endLine", place.End.Line + 1);
        json.WriteNumber("endColumn", place.End.Character + 1);
    }

    /// <summary>
    /// An array that stands behind one being written: it is kept as text till then, which is far less than the templates it is about.
    /// </summary>
    private sealed class LaterArray : IDisposable
    {
        private readonly string name;
        private readonly ArrayBufferWriter<byte> bytes = new();

        public LaterArray(string name)
        {
            this.name = name;
            Json = new Utf8JsonWriter(bytes, Layout);
            // As deep as where it will stand, so that it is indented alike.
            Json.WriteStartObject();
            Json.WriteStartArray(name);
        }

        public Utf8JsonWriter Json { get; }

        public void WriteTo(Utf8JsonWriter output)
        {
            Json.WriteEndArray();
            Json.Flush();
            output.WritePropertyName(name);
            output.WriteRawValue(bytes.WrittenSpan[bytes.WrittenSpan.IndexOf((byte)'[')..], skipInputValidation: true);
        }

        public void Dispose() => Json.Dispose();
    }
}
