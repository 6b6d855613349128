using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;

namespace Onus.Engine.Fixes;

/// <summary>Tells which item of a list is the same thing as one that a recipe names, such as the setting of the same name.</summary>
internal static class ItemIdentity
{
    /// <summary>The index of the item with the same names; null where there is none.</summary>
    public static int? FindTwin(SequenceNode sequence, FixMap item)
    {
        var names = NamesOf(item);
        if (names.IsEmpty) return null;
        for (var at = 0; at < sequence.Items.Length; at++)
        {
            if (sequence.Items[at] is MappingNode mapping && names.All(name => Has(mapping, name.Key, name.Text))) return at;
        }

        return null;
    }

    /// <summary>Whether a mapping is the same thing as an item.</summary>
    public static bool IsTwin(MappingNode mapping, FixMap item) => NamesOf(item).All(name => Has(mapping, name.Key, name.Text));

    /// <summary>Whether an item carries a name, so that a list may hold several of its kind.</summary>
    public static bool HasName(FixMap item) => !NamesOf(item).IsEmpty;

    private static bool Has(MappingNode mapping, string key, string text) => mapping.Find(key)?.Value is ScalarNode scalar && scalar.Value == text;

    private static ImmutableArray<(string Key, string Text)> NamesOf(FixMap item) =>
        [.. item.Entries.Where(entry => IsName(entry.Key)).Select(entry => (entry.Key, (entry.Value as FixScalar)?.Text ?? ""))];

    private static bool IsName(string key) => key.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()
        is "name" or "key" or "id" or "type" or "namespace" or "optionname" or "parametername" or "parameterkey" or "logtype" or "httpmethod" or "resourcepath" or "sid";
}
