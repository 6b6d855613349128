using System.Runtime.CompilerServices;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>
/// A control that asks the same of all values of a template asks it of each resource by itself: then the conditions of one have no
/// part in what is said of another, no template is too large for it, and an edit costs one resource and not all.
/// </summary>
internal static class Parts
{
    private const string Resources = "Resources";

    private static readonly ConditionalWeakTable<Binding, StrongBox<bool>> Known = [];

    /// <summary>Whether a control is asked of the template's resources one by one.</summary>
    /// <param name="template">The template.</param>
    /// <param name="binding">The control's condition.</param>
    public static bool AreAsked(Template template, Binding binding) =>
        binding.Type == Assessor.WholeTemplate && template is { Record: not null, Resources.IsEmpty: false }
        && Known.GetValue(binding, static binding => new StrongBox<bool>(IsOfEachValue(binding))).Value;

    /// <summary>The template as a whole, as if it had this resource only.</summary>
    /// <param name="template">The template.</param>
    /// <param name="resource">The resource.</param>
    public static Resource Of(Template template, Resource resource)
    {
        var bodies = new MapValue { Entries = [new MapEntry(resource.Name, resource.NamePlace, resource.Body)], Place = resource.WholePlace };
        var key = template.ResourcesPlace ?? resource.NamePlace;
        return Assessor.Whole(template).With(new MapValue { Entries = [new MapEntry(Resources, key, bodies)], Place = key });
    }

    /// <summary>The template as a whole, as if it had one of its resources only; once for each.</summary>
    public static IEnumerable<Resource> Of(Template template) => template.Resources.Select(resource => Of(template, resource));

    /// <summary>The index of the resource in which a place stands; -1 where it stands before all of them.</summary>
    public static int IndexAt(Template template, Place place)
    {
        var (low, high) = (0, template.Resources.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (template.Resources[middle].NamePlace.Span.Start <= place.Span.Start) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    private static bool IsOfEachValue(Binding binding) =>
        binding is { When: null, Require: Quantifier { Kind: QuantifierKind.None or QuantifierKind.All, Source: Call { Function: "values", Arguments: [PathOperand { Segments: [Resources] }] } } quantifier }
        && Bodies(quantifier).SelectMany(ExpressionParts.Operands).All(operand => operand is not PathOperand path || path.Segments[0] == quantifier.Variable);

    private static IEnumerable<Expression> Bodies(Quantifier quantifier)
    {
        if (quantifier.Where is { } where) yield return where;
        if (quantifier.Body is { } body) yield return body;
    }
}
