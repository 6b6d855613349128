using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Resources that belong to a resource, found by reference or by equal name.</summary>
/// <param name="evaluator">The evaluation that asks.</param>
internal sealed class Companions(Evaluator evaluator)
{
    /// <summary>What stands deeper in a value is not looked at.</summary>
    internal const int Deepest = 20;

    private readonly CompanionIndex index = CompanionIndex.Of(evaluator.Template);

    private Template Template => evaluator.Template;

    /// <summary>All resources of a type that exist in this world.</summary>
    public ListValue OfType(string type, Resource? except)
    {
        if (except is null && index.All(type, evaluator) is { } all) return all;
        var resources = Template.OfType(type);
        var found = ImmutableArray.CreateBuilder<Value>(resources.Length);
        foreach (var resource in resources)
        {
            if (!resource.IsSame(except) && evaluator.ExistsHere(resource)) found.Add(resource.AsValue);
        }

        return Made.List(found.DrainToImmutable(), !Template.IsWhole);
    }

    /// <summary>Resources of a type whose link refers to a resource.</summary>
    public ListValue Related(string type, string link, Resource to)
    {
        // Most have none or one.
        var found = ImmutableArray.CreateBuilder<Value>(0);
        var mayBeMore = !Template.IsWhole;
        var (path, candidates) = index.Links(type, link, evaluator);
        foreach (var resource in candidates.For(to.Name))
        {
            if (resource.IsSame(to)) continue;
            if (!evaluator.ExistsHere(resource))
            {
                // Were the parameter given, it would be there; so the verdict leans on its default.
                if (resource.Condition is { Logic: Constant, DecidedBy.IsEmpty: false } condition && RefersTo(evaluator.GetFrom(resource, path), to, 0) != Truth.False)
                    evaluator.World.LeanOn(condition.DecidedBy);
                continue;
            }

            var refers = RefersTo(evaluator.GetFrom(resource, path), to, 0);
            if (refers == Truth.True) found.Add(resource.AsValue);
            else if (refers == Truth.Unknown) mayBeMore = true;
        }

        return found.Count == 0 && !mayBeMore ? Made.Nothing : Made.List(found.DrainToImmutable(), mayBeMore);
    }

    /// <summary>The resource of a type that a value refers to; an unknown value where it may stand outside the template.</summary>
    public Value Target(string type, Value value)
    {
        switch (value)
        {
            case AbsentValue:
                return Made.Nothing;
            case ListValue list:
                var all = ImmutableArray.CreateBuilder<Value>();
                var isOpen = list.IsOpen;
                foreach (var item in list.Items)
                {
                    if (Target(type, evaluator.Resolve(item)) is ListValue inner) all.AddRange(inner.Items);
                    else isOpen = true;
                }

                return Made.List(all.ToImmutable(), isOpen);
            case UnknownValue { Reference: { } reference }:
                foreach (var resource in index.Names(type, evaluator).For(reference.Name)) return Made.List([resource.AsValue]);
                return Template.Find(reference.Name) is null ? Made.Unknown(value) : Made.Nothing;
            case ScalarValue scalar when IsName(scalar.Text):
                foreach (var resource in index.Texts(type, evaluator).For(scalar.Text))
                {
                    if (IsNamed(resource, scalar.Text)) return Made.List([resource.AsValue]);
                }

                return Made.Unknown(value);
            default:
                return Made.Unknown(value);
        }
    }

    /// <summary>Whether a value refers to a resource, by reference or by name.</summary>
    internal Truth RefersTo(Value value, Resource to, int depth)
    {
        if (depth > Deepest) return Truth.Unknown;
        switch (value)
        {
            case UnknownValue unknown:
                return RefersTo(unknown, to);
            case ScalarValue scalar:
                return Kleene.Of(IsNamed(to, scalar.Text));
            case ListValue list:
                var any = list.IsOpen ? Truth.Unknown : Truth.False;
                foreach (var item in list.Items) any = Kleene.Or(any, RefersTo(evaluator.Resolve(item), to, depth + 1));
                return any;
            case MapValue map:
                var result = Truth.False;
                foreach (var entry in map.Entries) result = Kleene.Or(result, RefersTo(evaluator.Resolve(entry.Value), to, depth + 1));
                return result;
            default:
                return Truth.False;
        }
    }

    private Truth RefersTo(UnknownValue value, Resource to)
    {
        if (value.Reference is { } reference) return Kleene.Of(reference.Name == to.Name);
        foreach (var one in value.References)
        {
            if (one.Name == to.Name) return Truth.True;
        }

        if (value.Name is { } name && SharesName(to, name)) return Truth.True;
        return RefersElsewhere(value) ? Truth.False : Truth.Unknown;
    }

    /// <summary>A value that cannot be known, and yet is none of a resource that it does not mention.</summary>
    internal static bool RefersElsewhere(UnknownValue value) => value.Cause is UnknownCause.Import or UnknownCause.Pseudo || !value.References.IsEmpty;

    /// <summary>Both are named by the same parameter.</summary>
    private bool SharesName(Resource to, string name)
    {
        foreach (var entry in Properties(to, Template).Entries)
        {
            if (evaluator.Resolve(entry.Value) is UnknownValue { Name: { } other, Reference: null } && other == name) return true;
        }

        return false;
    }

    /// <summary>Whether a text may be a resource's name; a flag or a number is none.</summary>
    internal static bool IsName(string text) => text.Length >= 2 && !bool.TryParse(text, out _) && !(char.IsAsciiDigit(text[0]) && long.TryParse(text, out _));

    /// <summary>Whether one of a resource's properties is a text.</summary>
    internal bool IsNamed(Resource resource, string text)
    {
        if (!IsName(text)) return false;
        foreach (var entry in Properties(resource, Template).Entries)
        {
            if (evaluator.Resolve(entry.Value) is ScalarValue scalar && scalar.Text == text) return true;
        }

        return false;
    }

    internal static MapValue Properties(Resource resource, Template template) =>
        template.Framework == Framework.Terraform ? resource.Body : resource.Body.Get("Properties") as MapValue ?? Empty;

    private static MapValue Empty { get; } = new() { Entries = [] };
}
