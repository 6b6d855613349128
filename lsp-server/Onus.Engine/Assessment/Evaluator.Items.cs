using System.Collections.Immutable;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

internal sealed partial class Evaluator
{
    /// <summary>
    /// The items of a quantifier that may count, as in <c>none others('T') as o : Role == o.Role</c>: of many resources only those that
    /// hold what is asked for, or of which that cannot be said beforehand. The others would add nothing, in no world.
    /// </summary>
    public ListValue? ItemsThatCount(Quantifier quantifier, Scope? scope) => Narrowed(quantifier, scope) ?? Items(quantifier.Source, scope);

    /// <summary>Null where all items must be looked at.</summary>
    private ListValue? Narrowed(Quantifier quantifier, Scope? scope)
    {
        if (quantifier.Source is not Call { Function: "resources" or "others", Arguments: [Literal { Value: ScalarValue type }] } source) return null;
        var condition = quantifier.Where ?? (quantifier.Kind == QuantifierKind.All ? null : quantifier.Body);
        if (EqualityOf(condition, quantifier.Variable) is not var (sought, held)) return null;
        var index = CompanionIndex.Of(template);
        if (template.OfType(type.Text).Length > MaxItems || index.All(type.Text, this) is null) return null;
        // Asked in a world of its own, so that the order in which this one is asked stays as it is.
        var probe = In(new World());
        if (probe.Val(sought, scope) is not UnknownValue { Candidates.IsEmpty: true, Reference: { } reference } || !probe.World.IsUntouched) return null;
        var found = ImmutableArray.CreateBuilder<Value>();
        foreach (var resource in index.Holders(type.Text, held, this).For(reference.Name))
        {
            if (source.Function == "resources" || !resource.IsSame(self)) found.Add(resource.AsValue);
        }

        return Made.List(found.DrainToImmutable(), !template.IsWhole);
    }

    /// <summary>What is asked first of an item, where that is to be equal: the path that does not belong to it, and the one that does.</summary>
    private static (PathOperand Sought, PathOperand Held)? EqualityOf(Expression? condition, string variable) => condition switch
    {
        AndExpression and => EqualityOf(and.Left, variable),
        Compare { Operator: Comparison.Equal, Left: PathOperand left, Right: PathOperand right } =>
            IsInside(right, variable) && left.Segments[0] != variable ? (left, right)
            : IsInside(left, variable) && right.Segments[0] != variable ? (right, left)
            : null,
        _ => null,
    };

    private static bool IsInside(PathOperand path, string variable) => path.Segments.Length > 1 && path.Segments[0] == variable;
}
