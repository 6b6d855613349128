using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Whether a text says a value already, however it is written.</summary>
internal static class Likeness
{
    public static bool Says(this SyntaxNode node, FixValue value) => (node, value) switch
    {
        (ScalarNode scalar, FixScalar wanted) => scalar.Tag == wanted.Tag && scalar.Value == wanted.Text,
        (SequenceNode { Tag: null } sequence, FixList list) => sequence.Items.Length == list.Items.Length && sequence.Items.Zip(list.Items).All(pair => Says(pair.First, pair.Second)),
        (MappingNode { Tag: null } mapping, FixMap map) => mapping.Entries.Length == map.Entries.Length
            && map.Entries.All(entry => mapping.Find(entry.Key) is { } known && Says(known.Value, entry.Value)),
        _ => false,
    };

    /// <summary>The keys are in alphabetical order.</summary>
    public static bool IsSorted(this MappingNode mapping)
    {
        for (var at = 1; at < mapping.Entries.Length; at++)
        {
            if (string.CompareOrdinal(mapping.Entries[at - 1].Name, mapping.Entries[at].Name) >= 0) return false;
        }

        return true;
    }
}
