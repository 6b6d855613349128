using System.Collections.Immutable;
using Newtonsoft.Json;
using Onus.Engine.Text;
using YamlDotNet.Core;

namespace Onus.Engine.Syntax;

/// <summary>
/// Whether a text is valid, by the authorities: YamlDotNet's parser and Newtonsoft.Json's reader. They stop at their first error
/// and are slower than our reader, so this is for callers that are off the keystroke path.
/// </summary>
public static class StrictValidator
{
    /// <returns>The first error in plain words; empty for a valid text. Never throws but for cancellation.</returns>
    public static ImmutableArray<SyntaxError> Check(SourceText text, SyntaxLanguage language, CancellationToken cancellation = default) =>
        language == SyntaxLanguage.Json ? CheckJson(text, cancellation) : CheckYaml(text, cancellation);

    private static ImmutableArray<SyntaxError> CheckYaml(SourceText text, CancellationToken cancellation)
    {
        var start = text.Content.StartsWith('\uFEFF') ? 1 : 0;
        var scanner = new Scanner(new StringReader(text.Content[start..]), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            var depth = 0;
            while (parser.MoveNext())
            {
                cancellation.ThrowIfCancellationRequested();
                depth += parser.Current?.NestingIncrease ?? 0;
                if (depth <= SyntaxReader.MaxDepth + 2) continue;
                var mark = parser.Current?.Start ?? Mark.Empty;
                return [At(text, start + (int)mark.Index, $"This is nested deeper than {SyntaxReader.MaxDepth} levels; Onus reads no further.")];
            }

            return [];
        }
        catch (YamlException exception)
        {
            return [At(text, start + (int)Math.Min(exception.Start.Index, text.Length), Plain(exception.Message))];
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet throws, without a place, where a bracket is still open at the next key.
            return [At(text, start + (int)Math.Min(scanner.CurrentPosition.Index, text.Length), "A bracket or brace above is not closed.")];
        }
    }

    private static ImmutableArray<SyntaxError> CheckJson(SourceText text, CancellationToken cancellation)
    {
        var content = text.Content.StartsWith('\uFEFF') ? text.Content[1..] : text.Content;
        using var reader = new JsonTextReader(new StringReader(content)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal, MaxDepth = SyntaxReader.MaxDepth };
        try
        {
            var roots = 0;
            while (reader.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (reader.TokenType == JsonToken.Comment) return [Here(text, reader, "JSON has no comments; CloudFormation and Terraform refuse this file.")];
                if (reader.Depth == 0 && reader.TokenType is JsonToken.EndObject or JsonToken.EndArray) roots++;
            }

            return roots == 1 ? [] : [At(text, 0, "A JSON template is one object in braces.")];
        }
        catch (JsonReaderException exception)
        {
            return [Here(text, reader, exception.Message.Contains("MaxDepth", StringComparison.Ordinal)
                ? $"This is nested deeper than {SyntaxReader.MaxDepth} levels; Onus reads no further."
                : "The JSON is not valid here: check the quote, comma or bracket before this place.")];
        }
    }

    /// <summary>The parser's sentence in words that say what to do, for the errors people make most.</summary>
    private static string Plain(string message) => message switch
    {
        _ when message.Contains("mapping values are not allowed", StringComparison.OrdinalIgnoreCase) => "A value with a colon needs quotes, or its key belongs on a line of its own.",
        _ when message.Contains("tab", StringComparison.OrdinalIgnoreCase) => "A tab cannot indent YAML; use spaces.",
        _ when message.Contains("quoted scalar", StringComparison.OrdinalIgnoreCase) => "A text has no closing quote.",
        _ when message.Contains("block mapping", StringComparison.OrdinalIgnoreCase) || message.Contains("':'", StringComparison.Ordinal) => "This line does not fit the mapping around it: check its indentation and its colon.",
        _ when message.Contains("block collection", StringComparison.OrdinalIgnoreCase) || message.Contains("'-'", StringComparison.Ordinal) => "This line does not fit the list around it: check its indentation.",
        _ when message.Contains("flow", StringComparison.OrdinalIgnoreCase) => "A bracket or brace is not closed, or a comma is missing.",
        _ when message.Contains("alias", StringComparison.OrdinalIgnoreCase) || message.Contains("anchor", StringComparison.OrdinalIgnoreCase) => "This alias or anchor is not valid.",
        _ => "The YAML is not valid here: check the indentation, quotes and colons.",
    };

    private static SyntaxError Here(SourceText text, JsonTextReader reader, string message) =>
        At(text, text.OffsetOf(new LinePosition(Math.Max(reader.LineNumber - 1, 0), Math.Max(reader.LinePosition - 1, 0))), message);

    private static SyntaxError At(SourceText text, int offset, string message) =>
        new(TextSpan.FromBounds(Math.Clamp(offset, 0, text.Length), Math.Min(offset + 1, text.Length)), message);
}
