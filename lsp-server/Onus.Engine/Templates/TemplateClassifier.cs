using Onus.Engine.Syntax;

namespace Onus.Engine.Templates;

internal static class TemplateClassifier
{
    public static TemplateKind Classify(SyntaxTree tree) => TemplateKind.NotATemplate;
}
