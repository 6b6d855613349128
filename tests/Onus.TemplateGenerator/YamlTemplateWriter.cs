using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

namespace Onus.TemplateGenerator;

/// <summary>Writes a CloudFormation template in YAML as people do: two columns, short-form functions, comments, few quotes.</summary>
internal sealed class YamlTemplateWriter(int seed)
{
    private static readonly string[] Comments =
    [
        "# Kept by the platform team", "# See the runbook before changing this", "# ------------------------------",
        "# One for each stage", "# Costs money: ask first", "# Grew historically",
    ];

    private static readonly SearchValues<char> Special = SearchValues.Create("#{}[]&*!|>'\"%@`,");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.-:");

    private readonly StringBuilder text = new();

    /// <summary>Of its own, so that the resources do not depend on the format.</summary>
    private readonly Random random = new(seed);

    public int LineCount { get; private set; }

    public void WriteHead(JsonObject head)
    {
        WriteMap(head, 0);
        Line(0, "");
        Line(0, "Resources:");
    }

    public void WriteResource(string name, JsonObject body)
    {
        if (random.Next(10) < 3) Line(0, "");
        if (random.Next(10) < 2) Line(2, Comments[random.Next(Comments.Length)]);
        Line(2, $"{name}:");
        WriteMap(body, 4);
    }

    public override string ToString() => text.ToString();

    private void WriteMap(JsonObject map, int column)
    {
        foreach (var (key, value) in map) WriteEntry($"{Scalar(key)}:", value, column, column + 2);
    }

    /// <summary>Writes what follows a key or a dash.</summary>
    private void WriteEntry(string lead, JsonNode? value, int column, int inner)
    {
        switch (value)
        {
            case JsonObject { Count: 1 } map when Function(map) is { } function:
                if (function.Contains('\n', StringComparison.Ordinal)) WriteBlock(lead, function, column, inner);
                else Line(column, $"{lead} {function}{Remark()}");
                break;
            case JsonObject { Count: 0 }:
                Line(column, $"{lead} {{}}");
                break;
            case JsonObject map:
                Line(column, lead);
                WriteMap(map, inner);
                break;
            case JsonArray list:
                Line(column, lead);
                foreach (var item in list) WriteItem(item, inner);
                break;
            default:
                Line(column, $"{lead} {Scalar(value)}{Remark()}");
                break;
        }
    }

    private void WriteItem(JsonNode? item, int column)
    {
        if (item is not JsonObject map || Function(map) is not null)
        {
            WriteEntry("-", item, column, column + 2);
            return;
        }

        var isFirst = true;
        foreach (var (key, value) in map)
        {
            WriteEntry($"{(isFirst ? "- " : "  ")}{Scalar(key)}:", value, column, column + 4);
            isFirst = false;
        }
    }

    /// <summary>The only function of several lines: a script in a literal block.</summary>
    private void WriteBlock(string lead, string script, int column, int inner)
    {
        Line(column, lead);
        Line(inner, "Fn::Base64: !Sub |");
        foreach (var line in script.TrimEnd('\n').Split('\n')) Line(inner + 2, line);
    }

    private string Remark() => random.Next(100) < 2 ? "  " + Comments[random.Next(Comments.Length)] : "";

    /// <summary>A function in its short form; null for a map that is none.</summary>
    private static string? Function(JsonObject map)
    {
        if (map.Count != 1) return null;
        var (name, argument) = map.First();
        return (name, argument) switch
        {
            ("Ref", _) => $"!Ref {Scalar(argument)}",
            ("Fn::Base64", JsonObject inner) => (string?)inner["Fn::Sub"],
            ("Fn::GetAtt", JsonArray path) => $"!GetAtt {string.Join('.', path.Select(part => (string?)part))}",
            ("Fn::ImportValue", JsonObject inner) => "{ \"Fn::ImportValue\": " + Function(inner) + " }",
            _ when name.StartsWith("Fn::", StringComparison.Ordinal) => $"!{name[4..]} {Flow(argument)}",
            _ => null,
        };
    }

    private static string Flow(JsonNode? value) => value switch
    {
        JsonArray list => $"[{string.Join(", ", list.Select(Flow))}]",
        JsonObject map => Function(map) ?? throw new InvalidDataException("Only functions stand inside functions."),
        _ => Scalar(value),
    };

    private static string Scalar(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue scalar when scalar.TryGetValue(out string? text) => Scalar(text),
        _ => value.ToJsonString(),
    };

    private static string Scalar(string text)
    {
        if (text is "true" or "false" or "") return $"\"{text}\"";
        var isPlain = text.Trim() == text && text.AsSpan().IndexOfAny(Special) < 0 && !text.Contains(": ", StringComparison.Ordinal)
            && text[0] is not ('-' or '?' or ':') && !(char.IsAsciiDigit(text[0]) && text.AsSpan().IndexOfAnyExcept(OfNumbers) < 0);
        if (isPlain) return text;
        return text.Contains('"', StringComparison.Ordinal) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";
    }

    private void Line(int column, string line)
    {
        text.Append(' ', line.Length == 0 ? 0 : column).Append(line).Append('\n');
        LineCount++;
    }
}
