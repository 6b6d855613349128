using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

internal static class SyntaxReader
{
    public static SyntaxTree Read(SourceText text, SyntaxLanguage? language, CancellationToken cancellation) =>
        new() { Text = text, Language = language ?? SyntaxLanguage.Yaml, Documents = [], Errors = [], Comments = [] };
}
