using System.Collections.Immutable;

namespace Onus.Engine.Syntax;

/// <summary>The syntax diagnostics to show: ours say where and what to do, the authorities say whether.</summary>
public static class SyntaxProblems
{
    /// <summary>
    /// Our reader's errors where the authority finds the text invalid too, or where a key stands twice; the authority's own where
    /// only it objects; none where only our reader does.
    /// </summary>
    public static ImmutableArray<SyntaxError> Of(SyntaxTree tree, CancellationToken cancellation = default)
    {
        var strict = StrictValidator.Check(tree.Text, tree.Language, cancellation);
        if (!strict.IsEmpty) return tree.Errors.IsEmpty ? strict : tree.Errors;
        return tree.Errors.IsEmpty ? [] : [.. tree.Errors.Where(error => error.IsDuplicateKey)];
    }
}
