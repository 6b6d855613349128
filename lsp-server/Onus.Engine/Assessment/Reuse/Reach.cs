using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>What a control looks at beside the resource that it is asked of, as its condition says.</summary>
/// <param name="Types">The types of other resources.</param>
/// <param name="Roots">The roots whose declarations it looks at: parameters, outputs.</param>
/// <param name="IsWide">It looks at all of the template, or it cannot be told at what.</param>
internal sealed record Reach(IReadOnlyCollection<string> Types, ImmutableArray<string> Roots, bool IsWide)
{
    private const string Parameters = "Parameters";

    private const string Outputs = "Outputs";

    private static readonly ConditionalWeakTable<Binding, Reach> Known = [];

    public static Reach Of(Binding binding) => Known.GetValue(binding, Find);

    private static Reach Find(Binding binding)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var roots = new HashSet<string>(StringComparer.Ordinal);
        var isWide = false;
        var isOfTemplate = binding.Type == Assessor.WholeTemplate;
        List<Expression> asked = [binding.Require];
        if (binding.When is { } when) asked.Add(when);
        var variables = asked.SelectMany(ExpressionParts.Variables).ToHashSet(StringComparer.Ordinal);
        foreach (var operand in asked.SelectMany(ExpressionParts.Operands))
        {
            switch (operand)
            {
                case PathOperand { Segments: [Parameters, ..] } or Call { Function: "parameter_of" }:
                    roots.Add(Parameters);
                    break;
                case PathOperand { Segments: [Outputs, ..] } when isOfTemplate:
                    roots.Add(Outputs);
                    break;
                case PathOperand { Segments: ["Resources" or Outputs or "Blocks", ..] }:
                    isWide = true;
                    break;
                case PathOperand { Segments: [var first, ..] } when isOfTemplate && !variables.Contains(first):
                    isWide = true;
                    break;
                case Call { Function: "related" or "target" or "resources" or "others" } call:
                    if (call.Arguments is [Literal { Value: ScalarValue type }, ..]) types.Add(type.Text);
                    else isWide = true;
                    break;
            }
        }

        return new Reach(types, [.. roots], isWide);
    }
}
