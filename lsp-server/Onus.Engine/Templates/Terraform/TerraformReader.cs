using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.Terraform;

internal static class TerraformReader
{
    public static Template? Read(ImmutableArray<SyntaxTree> trees, TemplateContext context, CancellationToken cancellation) => null;
}
