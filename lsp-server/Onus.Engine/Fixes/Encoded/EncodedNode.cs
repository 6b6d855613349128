using System.Collections.Immutable;
using System.Globalization;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Text;
using Hcl = Onus.Engine.Templates.Terraform.Hcl.HclExpression;

namespace Onus.Engine.Fixes.Encoded;

/// <summary>A part of a document that stands in a text: as the argument of <c>jsonencode</c>, or as JSON.</summary>
/// <param name="Span">Its offsets in the decoded text.</param>
/// <param name="Text">Its text there.</param>
internal abstract record EncodedNode(TextSpan Span, string Text)
{
    private const string Function = "jsonencode";

    /// <summary>Whether a text is one call of <c>jsonencode</c>, as recipes write documents for Terraform.</summary>
    public static bool IsCall(string text) => text.StartsWith("${" + Function + "(", StringComparison.Ordinal);

    /// <summary>The object that <c>${jsonencode({…})}</c> encodes; null for any other text.</summary>
    public static EncodedObject? OfCall(string text) =>
        IsCall(text) && HclParser.ParseTemplate(text, out _) is CallExpression { Name: Function, ExpandsLast: false, Arguments: [var argument] }
            ? Of(argument, text) as EncodedObject
            : null;

    /// <summary>The object that a text says in JSON; null for any other text.</summary>
    public static EncodedObject? OfJson(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{")) return null;
        var tree = SyntaxTree.Read(new SourceText("document.json", text), SyntaxLanguage.Json);
        return tree.Errors.IsEmpty && tree.Root is { } root ? Of(root, text) as EncodedObject : null;
    }

    /// <summary>The value in the words of a recipe, with texts as Terraform's templates.</summary>
    public FixValue ToValue() => this switch
    {
        EncodedObject map => new FixMap([.. map.Entries.Select(entry => (entry.Key, entry.Value.ToValue()))]),
        EncodedList list => new FixList([.. list.Items.Select(item => item.ToValue())]),
        _ when Text.StartsWith('"') => new FixScalar(Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal), Templates.ScalarKind.Text),
        _ when IsLiteral => new FixScalar(Text, Templates.ScalarKind.Boolean),
        _ => new FixScalar("${" + Text + "}", Templates.ScalarKind.Text),
    };

    /// <summary>Its text is the same in JSON.</summary>
    public bool IsLiteral => Text.StartsWith('"') || Text is "true" or "false" or "null" || decimal.TryParse(Text, CultureInfo.InvariantCulture, out _);

    private static EncodedNode Of(Hcl node, string text) => node switch
    {
        ObjectExpression map when map.Items.All(item => KeyOf(item.Key) is not null) =>
            new EncodedObject(map.Span, Cut(text, map.Span), [.. map.Items.Select(item => (KeyOf(item.Key) ?? "", Of(item.Value, text)))]),
        TupleExpression list => new EncodedList(list.Span, Cut(text, list.Span), [.. list.Items.Select(item => Of(item, text))]),
        // A text with parts put in begins behind its quote.
        TemplateExpression when node.Span.Start > 0 && node.Span.End < text.Length && text[node.Span.Start - 1] == '"' && text[node.Span.End] == '"' =>
            Scalar(TextSpan.FromBounds(node.Span.Start - 1, node.Span.End + 1), text),
        _ => Scalar(node.Span, text),
    };

    private static EncodedScalar Scalar(TextSpan span, string text) => new(span, Cut(text, span));

    private static EncodedNode Of(SyntaxNode node, string text) => node switch
    {
        MappingNode map => new EncodedObject(map.Span, Cut(text, map.Span), [.. map.Entries.Select(entry => (entry.Name, Of(entry.Value, text)))]),
        SequenceNode list => new EncodedList(list.Span, Cut(text, list.Span), [.. list.Items.Select(item => Of(item, text))]),
        _ => new EncodedScalar(node.Span, Cut(text, node.Span)),
    };

    private static string? KeyOf(Hcl key) => key is LiteralExpression literal ? literal.Text : null;

    private static string Cut(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}

internal sealed record EncodedObject(TextSpan Span, string Text, ImmutableArray<(string Key, EncodedNode Value)> Entries) : EncodedNode(Span, Text)
{
    public EncodedNode? Find(string key)
    {
        foreach (var (name, value) in Entries)
        {
            if (name == key) return value;
        }

        return null;
    }
}

internal sealed record EncodedList(TextSpan Span, string Text, ImmutableArray<EncodedNode> Items) : EncodedNode(Span, Text);

/// <summary>A single value, or anything computed.</summary>
internal sealed record EncodedScalar(TextSpan Span, string Text) : EncodedNode(Span, Text);
