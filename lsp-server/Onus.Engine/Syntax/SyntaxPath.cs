namespace Onus.Engine.Syntax;

internal static class SyntaxPath
{
    public static IReadOnlyList<SyntaxNode> To(SyntaxTree tree, int offset) => [];
}
