using System.Collections.Immutable;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Locating;

/// <summary>Finds where in a text a resource or a value stands, and finds it again after the text has changed.</summary>
internal static class SlotFinder
{
    /// <summary>The slot of the resource's body: the mapping that its paths start from; null where the text has none.</summary>
    public static Slot? BodyOf(SyntaxTree tree, Resource resource)
    {
        if (At(tree, resource.NamePlace.Span) is not { Entry: { } entry } slot || entry.Key.Span != resource.NamePlace.Span) return null;
        while (slot.Value is SequenceNode sequence)
        {
            var inside = resource.Body.Place.Span.Start;
            var index = sequence.Items.Length == 1 ? 0 : IndexAt(sequence, inside);
            if (index < 0) return null;
            slot = Slot.Of(slot, sequence, index);
        }

        return slot.Value is MappingNode ? slot : null;
    }

    /// <summary>The slot whose key or whose value has exactly this span; null where there is none.</summary>
    public static Slot? At(SyntaxTree tree, TextSpan span)
    {
        Slot? slot = null;
        for (var node = tree.Root; node is not null;)
        {
            var child = Child(slot, node, span);
            if (child is null) return null;
            slot = child;
            if (slot.Entry?.Key.Span == span || slot.Value.Span == span || slot.Value.FullSpan == span) return slot;
            if (!slot.Value.FullSpan.Contains(span)) return null;
            node = slot.Value;
        }

        return null;
    }

    /// <summary>The keys and indices from the root to a slot.</summary>
    public static ImmutableArray<PathSegment> PathOf(Slot slot)
    {
        var path = new Stack<PathSegment>();
        for (Slot? at = slot; at is not null; at = at.Parent)
        {
            path.Push(at.Entry is { } entry ? new PathSegment(entry.Name) : new PathSegment("", true, at.Index));
        }

        return [.. path];
    }

    /// <summary>The slot at the end of keys and indices; null where the text has no such.</summary>
    public static Slot? Follow(SyntaxTree tree, ImmutableArray<PathSegment> path)
    {
        Slot? slot = null;
        var node = tree.Root;
        foreach (var segment in path)
        {
            slot = node switch
            {
                MappingNode mapping when !segment.IsItem && mapping.Find(segment.Key) is { } entry => Slot.Of(slot, mapping, entry),
                SequenceNode sequence when segment.Index is { } index && index < sequence.Items.Length => Slot.Of(slot, sequence, index),
                _ => null,
            };
            if (slot is null) return null;
            node = slot.Value;
        }

        return slot;
    }

    private static Slot? Child(Slot? parent, SyntaxNode node, TextSpan span)
    {
        if (node is SequenceNode sequence) return IndexAt(sequence, span.Start) is >= 0 and var at ? Slot.Of(parent, sequence, at) : null;
        if (node is not MappingNode mapping) return null;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key.FullSpan.Contains(span) || entry.Value.FullSpan.Contains(span)) return Slot.Of(parent, mapping, entry);
        }

        return null;
    }

    private static int IndexAt(SequenceNode sequence, int offset)
    {
        for (var at = 0; at < sequence.Items.Length; at++)
        {
            var span = sequence.Items[at].FullSpan;
            if (offset >= span.Start && offset <= span.End) return at;
        }

        return -1;
    }
}
