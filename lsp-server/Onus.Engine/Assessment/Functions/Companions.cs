using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>Resources that belong to a resource, found by reference or by equal name.</summary>
/// <param name="evaluator">The evaluation that asks.</param>
internal sealed class Companions(Evaluator evaluator)
{
    private Template Template => evaluator.Template;

    /// <summary>All resources of a type that exist in this world.</summary>
    public ListValue OfType(string type, Resource? except)
    {
        var found = ImmutableArray.CreateBuilder<Value>();
        foreach (var resource in Template.OfType(type))
        {
            if (!resource.IsSame(except) && evaluator.ExistsHere(resource)) found.Add(resource.AsValue);
        }

        return Made.List(found.ToImmutable(), !Template.IsWhole);
    }

    /// <summary>Resources of a type whose link refers to a resource.</summary>
    public ListValue Related(string type, ImmutableArray<string> link, Resource to)
    {
        var found = ImmutableArray.CreateBuilder<Value>();
        var mayBeMore = !Template.IsWhole;
        foreach (var resource in Template.OfType(type))
        {
            if (resource.IsSame(to)) continue;
            if (!evaluator.ExistsHere(resource))
            {
                // Were the parameter given, it would be there; so the verdict leans on its default.
                if (resource.Condition is { Logic: Constant, DecidedBy.IsEmpty: false } condition && RefersTo(evaluator.GetFrom(resource, link), to, 0) != Truth.False)
                    evaluator.World.LeanOn(condition.DecidedBy);
                continue;
            }

            var refers = RefersTo(evaluator.GetFrom(resource, link), to, 0);
            if (refers == Truth.True) found.Add(resource.AsValue);
            else if (refers == Truth.Unknown) mayBeMore = true;
        }

        return Made.List(found.ToImmutable(), mayBeMore);
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
                foreach (var resource in Template.OfType(type))
                {
                    if (resource.Name == reference.Name) return Made.List([resource.AsValue]);
                }

                return Template.Find(reference.Name) is null ? Made.Unknown(value) : Made.Nothing;
            case ScalarValue scalar:
                foreach (var resource in Template.OfType(type))
                {
                    if (IsNamed(resource, scalar.Text)) return Made.List([resource.AsValue]);
                }

                return Made.Unknown(value);
            default:
                return Made.Unknown(value);
        }
    }

    private Truth RefersTo(Value value, Resource to, int depth)
    {
        if (depth > 20) return Truth.Unknown;
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
        return value.Cause is UnknownCause.Import or UnknownCause.Pseudo || !value.References.IsEmpty ? Truth.False : Truth.Unknown;
    }

    /// <summary>Both are named by the same parameter.</summary>
    private bool SharesName(Resource to, string name)
    {
        foreach (var entry in Properties(to).Entries)
        {
            if (evaluator.Resolve(entry.Value) is UnknownValue { Name: { } other, Reference: null } && other == name) return true;
        }

        return false;
    }

    private bool IsNamed(Resource resource, string text)
    {
        if (text.Length < 2 || bool.TryParse(text, out _) || char.IsAsciiDigit(text[0]) && long.TryParse(text, out _)) return false;
        foreach (var entry in Properties(resource).Entries)
        {
            if (evaluator.Resolve(entry.Value) is ScalarValue scalar && scalar.Text == text) return true;
        }

        return false;
    }

    private MapValue Properties(Resource resource) =>
        Template.Framework == Framework.Terraform ? resource.Body : resource.Body.Get("Properties") as MapValue ?? Empty;

    private static MapValue Empty { get; } = new() { Entries = [] };
}
