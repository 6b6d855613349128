using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>JSON that stands in a string.</summary>
internal static class ParsedJson
{
    /// <summary>The value of a JSON text, all of it standing at the string's place; null where the text is no JSON.</summary>
    public static Value? Of(string text, Place place, CancellationToken cancellation)
    {
        var tree = SyntaxTree.Read(new SourceText("", text), SyntaxLanguage.Json, cancellation);
        if (!tree.Errors.IsEmpty || tree.Root is not { } root) return null;
        return Values.MovedTo(NodeReader.ReadLiteral(root, tree.Text), place, null);
    }
}
