using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;

namespace Onus.Engine.Tests.Fixes.Writing;

/// <summary>A random tree, and a text of it in a random style; by a printer that shares nothing with the writer under test.</summary>
internal sealed class RandomText
{
    private static readonly string[] Scalars =
        ["x", "true", "yes", "12", "0123", "a: b", "*", "{{x}}", "", "it's", "say \"hi\"", "two words", "#no", "- x", "one\ntwo\n", "a\\b", "[x]", "!Ref", "end:"];

    private readonly Random random;
    private readonly int step;
    private readonly bool compact;
    private readonly string newLine;
    private int comments;

    public RandomText(int seed)
    {
        random = new Random(seed);
        step = random.Next(2) == 0 ? 2 : 4;
        compact = random.Next(2) == 0;
        newLine = random.Next(4) == 0 ? "\r\n" : "\n";
        Tree = (FixMap)NewMap(3);
        IsJson = random.Next(2) == 0;
        Text = IsJson ? Json(Tree, random.Next(4) switch { 0 => "  ", 1 => "    ", 2 => "\t", _ => null }, 0) : Block(Tree, 0);
        if (random.Next(3) > 0 || IsJson) return;
        Text = Text.TrimEnd('\r', '\n');
        if (Text.EndsWith("two", StringComparison.Ordinal)) Text += newLine;
    }

    public FixMap Tree { get; }

    public string Text { get; }

    public bool IsJson { get; }

    public int Next(int below) => random.Next(below);

    public FixValue NewValue(int depth) => depth == 0 || random.Next(2) == 0 ? NewScalar() : random.Next(2) == 0 ? NewMap(depth - 1) : NewList(depth - 1);

    public FixScalar NewScalar() => new(Scalars[random.Next(Scalars.Length)], ScalarKind.Text);

    /// <summary>A form in which trees can be compared: keys sorted, all scalars as text.</summary>
    public static string Canonical(FixValue value) => value switch
    {
        FixScalar scalar => $"'{scalar.Text}'",
        FixList list => "[" + string.Join(",", list.Items.Select(Canonical)) + "]",
        FixMap map => "{" + string.Join(",", map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + ":" + Canonical(e.Value))) + "}",
        _ => "?",
    };

    /// <summary>The same, where the order of lists does not count either.</summary>
    public static string Unordered(FixValue value) => value switch
    {
        FixList list => "[" + string.Join(",", list.Items.Select(Unordered).Order(StringComparer.Ordinal)) + "]",
        FixMap map => "{" + string.Join(",", map.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + ":" + Unordered(e.Value))) + "}",
        _ => Canonical(value),
    };

    public static FixValue FromSyntax(SyntaxNode? node) => node switch
    {
        MappingNode mapping => new FixMap([.. mapping.Entries.Select(e => (e.Name, FromSyntax(e.Value)))]),
        SequenceNode sequence => new FixList([.. sequence.Items.Select(FromSyntax)]),
        ScalarNode scalar => new FixScalar(scalar.Value, ScalarKind.Text),
        _ => new FixScalar("nothing", ScalarKind.Text),
    };

    private FixValue NewMap(int depth)
    {
        var keys = Enumerable.Range(0, 8).Select(n => "key" + (char)('a' + n)).OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToList();
        return new FixMap([.. keys.Select(key => (key, NewValue(depth)))]);
    }

    private FixValue NewList(int depth) => new FixList([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => NewValue(depth))]);

    private string Json(FixValue value, string? unit, int depth)
    {
        if (value is FixScalar scalar) return System.Text.Json.JsonEncodedText.Encode(scalar.Text) is var text ? $"\"{text}\"" : "";
        var parts = value is FixMap map ? map.Entries.Select(e => $"\"{e.Key}\": {Json(e.Value, unit, depth + 1)}") : ((FixList)value).Items.Select(i => Json(i, unit, depth + 1));
        var (open, close) = value is FixMap ? ("{", "}") : ("[", "]");
        if (unit is null) return open + string.Join(", ", parts) + close;
        var indent = newLine + string.Concat(Enumerable.Repeat(unit, depth));
        return open + indent + unit + string.Join("," + indent + unit, parts) + indent + close;
    }

    private string Comment() => $"# c{comments++}";

    /// <summary>A collection from a column, each line ended.</summary>
    private string Block(FixValue value, int column)
    {
        var text = new StringBuilder();
        var indent = new string(' ', column);
        var parts = value is FixMap map ? map.Entries.Select(e => (e.Key + ":", e.Value)) : ((FixList)value).Items.Select(i => ("-", i));
        foreach (var (lead, child) in parts)
        {
            if (random.Next(6) == 0) text.Append(newLine);
            if (random.Next(6) == 0) text.Append(indent).Append(Comment()).Append(newLine);
            text.Append(indent).Append(lead).Append(After(child, column, lead == "-"));
        }

        return text.ToString();
    }

    private string After(FixValue child, int column, bool isItem)
    {
        if (child is FixScalar { Text: "one\ntwo\n" })
        {
            var inner = new string(' ', column + step + 2);
            return $" |{newLine}{inner}one{newLine}{inner}two{newLine}";
        }

        var tail = random.Next(6) == 0 ? " " + Comment() : "";
        if (child is FixScalar || random.Next(5) == 0) return " " + Flow(child) + tail + newLine;
        if (isItem && child is FixMap) return " " + Block(child, column + 2).TrimStart('\r', '\n').TrimStart(' ') is var text && text.StartsWith(" #", StringComparison.Ordinal)
            ? newLine + Block(child, column + 2) : text;
        if (isItem) return tail + newLine + Block(child, column + 2);
        return tail + newLine + Block(child, child is FixList && compact ? column : column + step);
    }

    private static string Flow(FixValue value) => value switch
    {
        FixScalar { Text: "x" or "two words" or "true" or "12" } plain => plain.Text,
        FixScalar scalar => "\"" + scalar.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"",
        FixMap map => "{" + string.Join(", ", map.Entries.Select(e => e.Key + ": " + Flow(e.Value))) + "}",
        FixList list => "[" + string.Join(", ", list.Items.Select(Flow)) + "]",
        _ => "",
    };
}
