namespace Onus.Engine.Syntax;

/// <summary>The chain of nodes at an offset.</summary>
internal static class SyntaxPath
{
    public static IReadOnlyList<SyntaxNode> To(SyntaxTree tree, int offset)
    {
        var path = new List<SyntaxNode>();
        foreach (var document in tree.Documents)
        {
            if (!document.FullSpan.Touches(offset)) continue;
            for (SyntaxNode? node = document; node is not null; node = Inner(node, offset)) path.Add(node);
            break;
        }

        return path;
    }

    private static SyntaxNode? Inner(SyntaxNode node, int offset)
    {
        switch (node)
        {
            case MappingNode mapping:
                SyntaxNode? found = null;
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Key.FullSpan.Touches(offset)) return entry.Key;
                    // An entry that is not looked into need not be read.
                    if (!entry.Span.Touches(offset)) continue;
                    if (entry.Value.FullSpan.Touches(offset) && (found is null || entry.Value.FullSpan.Contains(new Text.TextSpan(offset, 0)))) found = entry.Value;
                }

                return found;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    if (item.FullSpan.Touches(offset)) return item;
                }

                return null;
            default:
                return null;
        }
    }
}
