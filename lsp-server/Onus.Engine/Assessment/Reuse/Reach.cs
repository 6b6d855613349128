using System.Runtime.CompilerServices;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>What a control looks at beside the resource that it is asked of, as its condition says.</summary>
/// <param name="Types">The types of other resources.</param>
/// <param name="ReadsParameters">It looks at the parameters' declarations.</param>
/// <param name="IsWide">It looks at the template as a whole, or it cannot be told at what.</param>
internal sealed record Reach(IReadOnlyCollection<string> Types, bool ReadsParameters, bool IsWide)
{
    /// <summary>The root under which the parameters' declarations stand.</summary>
    public const string Parameters = "Parameters";

    private static readonly ConditionalWeakTable<Binding, Reach> Known = [];

    public static Reach Of(Binding binding) => Known.GetValue(binding, Find);

    private static Reach Find(Binding binding)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var readsParameters = false;
        var isWide = binding.Type == Assessor.WholeTemplate;
        IEnumerable<Operand> operands = [.. ExpressionParts.Operands(binding.Require), .. binding.When is { } when ? ExpressionParts.Operands(when) : []];
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case PathOperand { Segments: [Parameters, ..] } or Call { Function: "parameter_of" }:
                    readsParameters = true;
                    break;
                case PathOperand { Segments: ["Resources" or "Outputs" or "Blocks", ..] }:
                    isWide = true;
                    break;
                case Call { Function: "related" or "target" or "resources" or "others" } call:
                    if (call.Arguments is [Literal { Value: ScalarValue type }, ..]) types.Add(type.Text);
                    else isWide = true;
                    break;
            }
        }

        return new Reach(types, readsParameters, isWide);
    }
}
