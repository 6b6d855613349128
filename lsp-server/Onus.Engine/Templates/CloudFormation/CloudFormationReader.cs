using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

internal static class CloudFormationReader
{
    public static Template? Read(SyntaxTree tree, TemplateContext context, CancellationToken cancellation) => null;
}
