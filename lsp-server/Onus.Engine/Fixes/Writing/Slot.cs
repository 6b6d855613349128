using Onus.Engine.Syntax;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Where a value stands: under a key of a mapping, or as an item of a sequence; and above that, up to where a fix may reach.</summary>
/// <param name="Parent">The slot of the collection around it; null at the top.</param>
/// <param name="Mapping">The mapping it is in; null for an item.</param>
/// <param name="Entry">Its entry in the mapping; null for an item.</param>
/// <param name="Sequence">The sequence it is in; null for an entry.</param>
/// <param name="Index">Its index in the sequence.</param>
internal sealed record Slot(Slot? Parent, MappingNode? Mapping, MappingEntry? Entry, SequenceNode? Sequence, int Index)
{
    private SyntaxNode? Top { get; init; }

    public SyntaxNode Value => Entry?.Value ?? Sequence?.Items[Index] ?? Top ?? throw new InvalidOperationException("A slot holds an entry or an item.");

    /// <summary>It stands between brackets or braces.</summary>
    public bool IsInFlow => Mapping?.IsFlow ?? Sequence?.IsFlow ?? false;

    /// <summary>The collection it stands in.</summary>
    public SyntaxNode Container => (SyntaxNode?)Mapping ?? Sequence ?? Top ?? throw new InvalidOperationException("A slot holds an entry or an item.");

    /// <summary>The slot of a document's root, which can be added to but neither replaced nor removed.</summary>
    public static Slot Root(SyntaxNode root) => new(null, null, null, null, -1) { Top = root };

    public static Slot Of(Slot? parent, MappingNode mapping, MappingEntry entry) => new(parent, mapping, entry, null, -1);

    public static Slot Of(Slot? parent, SequenceNode sequence, int index) => new(parent, null, null, sequence, index);
}
