using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.Terraform;

internal static class PlanReader
{
    public static Template? Read(SyntaxTree tree, TemplateContext context, CancellationToken cancellation) => null;
}
