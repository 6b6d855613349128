using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Finds where the parts of a control stand in its file, so that a problem names its line.</summary>
/// <param name="entry">The control with its syntax.</param>
internal sealed class EntryPlaces(CatalogueEntry entry)
{
    public Place OfId => entry.Place;

    /// <summary>A text inside a field of a condition; the field, or the control's id, where it does not stand there as such.</summary>
    /// <param name="binding">The condition.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="text">What is wrong.</param>
    public Place InBinding(Binding binding, string field, string text = "")
    {
        foreach (var node in Items(entry.Node, Section(binding.Framework)))
        {
            if (Names(node.Find("type")?.Value, binding.Type) && (node.Find("require")?.Value as ScalarNode)?.Value == binding.RequireText)
                return node.Find(field) is { } found ? Inside(found.Value, text) : At(node);
        }

        return OfId;
    }

    /// <summary>The like inside a step of the fix or of an alternative.</summary>
    public Place InStep(FixStep step, string text = "")
    {
        var fix = entry.Node.Find("fix")?.Value as MappingNode;
        var recipes = fix is null ? [] : new[] { fix }.Concat(Items(fix, "alternatives"));
        foreach (var node in recipes.SelectMany(recipe => Items(recipe, Section(step.Framework))))
        {
            var path = node.Find("set") ?? node.Find("remove") ?? node.Find("add");
            if (Names(node.Find("for")?.Value, step.For) && Names(path?.Value, step.ResourceType ?? step.Path)) return Inside(node, text);
        }

        return OfId;
    }

    /// <summary>A text inside one of the control's own fields.</summary>
    public Place InField(string field, string text = "") => entry.Node.Find(field) is { } found ? Inside(found.Value, text) : OfId;

    private static string Section(Framework framework) => framework == Framework.CloudFormation ? "cloudformation" : "terraform";

    private static IEnumerable<MappingNode> Items(MappingNode node, string section) => (node.Find(section)?.Value as SequenceNode)?.Items.OfType<MappingNode>() ?? [];

    private static bool Names(SyntaxNode? node, string name) => node switch
    {
        ScalarNode scalar => scalar.Value == name,
        SequenceNode sequence => sequence.Items.Any(item => Names(item, name)),
        _ => false,
    };

    private Place Inside(SyntaxNode node, string text)
    {
        var content = entry.Place.Document.Content.AsSpan(0, node.Span.End);
        for (var at = node.Span.Start; text.Length > 0; at++)
        {
            var found = content[at..].IndexOf(text, StringComparison.Ordinal);
            if (found < 0) break;
            at += found;
            if (IsWhole(content, at, text.Length)) return new Place(entry.Place.Document, new TextSpan(at, text.Length));
        }

        return At(node);
    }

    /// <summary>Whether words stand there as such, and not as a part of longer ones.</summary>
    private static bool IsWhole(ReadOnlySpan<char> content, int at, int length) =>
        !(at > 0 && IsWord(content[at - 1]) && IsWord(content[at])) && !(at + length < content.Length && IsWord(content[at + length]) && IsWord(content[at + length - 1]));

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private Place At(SyntaxNode node) => new(entry.Place.Document, new TextSpan(node.Span.Start, 0));
}
