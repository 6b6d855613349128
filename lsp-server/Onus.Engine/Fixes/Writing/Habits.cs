using System.Runtime.CompilerServices;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>How a file is written, so that what a fix adds looks as if its author had written it.</summary>
/// <param name="NewLine">The line break used most at the top of the text.</param>
/// <param name="Indent">Columns by which YAML's block mappings are indented below their key.</param>
/// <param name="SequenceIndent">Columns from a key to the dashes below it; 0 where the dashes stand under the key.</param>
/// <param name="FlowIndent">One level of indentation in JSON.</param>
/// <param name="Quote">The quote for texts that need one in YAML.</param>
/// <param name="QuotesTexts">YAML texts are quoted even where they need not be.</param>
/// <param name="Colon">What stands between a key and its value in JSON.</param>
/// <param name="SortsKeys">The keys of all mappings are in alphabetical order, as tools write them.</param>
/// <param name="Small">How JSON's small collections, such as a reference, are written on one line; null where each part has a line of its own.</param>
internal sealed record Habits(
    string NewLine, int Indent, int SequenceIndent, string FlowIndent, char Quote, bool QuotesTexts, string Colon, bool SortsKeys, FlowLook? Small)
{
    /// <summary>So many sorted mappings, of three keys and more, are no accident.</summary>
    private const int SortedMappings = 5;

    /// <summary>Enough of a file to know its habits, so that a large one costs no more than a small one.</summary>
    private const int MaxNodes = 3000;

    private static readonly ConditionalWeakTable<SyntaxTree, Habits> Known = [];

    public static Habits Of(SyntaxTree tree) => Known.GetValue(tree, Find);

    private static Habits Find(SyntaxTree tree)
    {
        var survey = new Survey(tree.Text);
        if (tree.Root is { } root) survey.Visit(root);
        return survey.Result(tree);
    }

    private sealed class Survey(SourceText text)
    {
        private readonly Dictionary<int, int> indents = [];
        private readonly Dictionary<int, int> sequenceIndents = [];
        private int singleQuoted;
        private int doubleQuoted;
        private int plainTexts;
        private int needlesslyQuoted;
        private int seen;
        private int sorted;
        private int unsorted;
        private int inlineSmall;
        private int expandedSmall;
        private int inlineMaps;
        private int bracedMaps;

        private bool HasSeenEnough => seen >= MaxNodes;

        public void Visit(SyntaxNode node)
        {
            if (HasSeenEnough) return;
            seen++;
            if (IsSmall(node)) CountSmall(node);
            if (node is SequenceNode sequence)
            {
                foreach (var item in sequence.Items) Visit(item);
            }
            else if (node is MappingNode mapping)
            {
                if (mapping.Entries.Length > 1 && !mapping.IsSorted()) unsorted++;
                else if (mapping.Entries.Length > 2) sorted++;
                foreach (var entry in mapping.Entries)
                {
                    if (HasSeenEnough) return;
                    if (!mapping.IsFlow) Measure(entry);
                    Visit(entry.Value);
                }
            }
            else if (node is ScalarNode { Tag: null } scalar)
            {
                Count(scalar);
            }
        }

        public Habits Result(SyntaxTree tree)
        {
            var indent = Most(indents, 2);
            return new Habits(
                NewLineOf(text.Content),
                indent,
                Most(sequenceIndents, indent),
                FlowIndentOf(tree),
                singleQuoted > doubleQuoted ? '\'' : '"',
                needlesslyQuoted > plainTexts && needlesslyQuoted > 2,
                ColonOf(tree),
                SortsKeys: sorted >= SortedMappings && unsorted * 20 <= sorted,
                Small: inlineSmall > expandedSmall ? new FlowLook(true, bracedMaps * 2 > inlineMaps) : null);
        }

        private void Measure(MappingEntry entry)
        {
            var column = text.PositionOf(entry.Key.Span.Start).Character;
            var child = entry.Value switch
            {
                MappingNode { IsFlow: false, Entries: [var first, ..] } => first.Key.Span.Start,
                SequenceNode { IsFlow: false } sequence => sequence.Span.Start,
                _ => -1,
            };
            if (child < 0) return;
            var width = text.PositionOf(child).Character - column;
            if (entry.Value is SequenceNode) sequenceIndents[width] = sequenceIndents.GetValueOrDefault(width) + 1;
            else if (width > 0) indents[width] = indents.GetValueOrDefault(width) + 1;
        }

        /// <summary>What could well stand on one line: a mapping of one single value, or a list of such.</summary>
        private static bool IsSmall(SyntaxNode node) => node switch
        {
            MappingNode { IsFlow: true, Entries: [{ Value: ScalarNode or SequenceNode { Items.IsEmpty: false } }] } => true,
            SequenceNode { IsFlow: true, Items: [ScalarNode, ..] } => true,
            _ => false,
        };

        private void CountSmall(SyntaxNode node)
        {
            if (Lines.HasBreak(text, node.Span))
            {
                expandedSmall++;
                return;
            }

            inlineSmall++;
            if (node is not MappingNode) return;
            inlineMaps++;
            if (text.Content[node.Span.Start + 1] == ' ') bracedMaps++;
        }

        private void Count(ScalarNode scalar)
        {
            if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded) return;
            if (scalar.Style == ScalarStyle.SingleQuoted) singleQuoted++;
            else if (scalar.Style == ScalarStyle.DoubleQuoted) doubleQuoted++;
            // Only texts that could be written either way tell whether the author likes quotes.
            if (YamlScalar.NeedsQuotes(scalar.Value, inFlow: false)) return;
            if (scalar.Style == ScalarStyle.Plain) plainTexts++;
            else needlesslyQuoted++;
        }

        private static int Most(Dictionary<int, int> counts, int fallback) =>
            counts.Count == 0 ? fallback : counts.MaxBy(pair => (pair.Value, -pair.Key)).Key;
    }

    private static string NewLineOf(string content)
    {
        var at = content.IndexOfAny(['\n', '\r']);
        if (at < 0 || content[at] == '\n') return "\n";
        return at + 1 < content.Length && content[at + 1] == '\n' ? "\r\n" : "\r";
    }

    private static string FlowIndentOf(SyntaxTree tree)
    {
        if (tree.Root is not MappingNode { IsFlow: true, Entries: [var first, ..] }) return "  ";
        var prefix = Lines.PrefixAt(tree.Text, first.Key.Span.Start);
        return prefix is { Length: > 0 } ? prefix : "  ";
    }

    private static string ColonOf(SyntaxTree tree)
    {
        if (tree.Root is not MappingNode { IsFlow: true, Entries: [var first, ..] }) return ": ";
        var between = tree.Text[TextSpan.FromBounds(first.Key.Span.End, Math.Max(first.Key.Span.End, first.Value.FullSpan.Start))];
        return between.Length > 0 && between.Trim(' ') == ":" ? between : ": ";
    }
}
