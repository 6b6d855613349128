using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>What a verdict would be if one thing were not written.</summary>
internal static class Absence
{
    private const int Deepest = 40;

    /// <param name="verdict">The verdict as it is.</param>
    /// <param name="key">The key of the entry to leave out.</param>
    /// <param name="template">The template.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <returns>The verdict without the entry; null where the resource does not hold it under that key.</returns>
    public static VerdictKind? Judge(Verdict verdict, Place key, Template template, ICatalogue catalogue)
    {
        var resource = verdict.Resource;
        var body = Without(resource.Body, key, 0);
        if (ReferenceEquals(body, resource.Body)) return null;
        var bare = resource.With((MapValue)body);
        return Judgement.Of(template, catalogue, bare, verdict.Binding, new Evaluator(template, catalogue, bare, new World()))?.Kind;
    }

    /// <summary>The value without the entry; the value itself where the entry is not in it.</summary>
    private static Value Without(Value value, Place key, int depth)
    {
        if (depth > Deepest) return value;
        switch (value)
        {
            case MapValue map:
                var entries = map.Entries
                    .Where(entry => entry.KeyPlace != key)
                    .Select(entry => entry with { Value = Without(entry.Value, key, depth + 1) })
                    .ToImmutableArray();
                return entries.SequenceEqual(map.Entries)
                    ? map
                    : new MapValue { Entries = entries, IsOpen = map.IsOpen, OpenCause = map.OpenCause, Place = map.Place, Derivation = map.Derivation };
            case ListValue list:
                var items = list.Items.Select(item => Without(item, key, depth + 1)).ToImmutableArray();
                return items.SequenceEqual(list.Items)
                    ? list
                    : new ListValue { Items = items, IsOpen = list.IsOpen, Place = list.Place, Derivation = list.Derivation };
            case ChoiceValue choice:
                var (then, otherwise) = (Without(choice.Then, key, depth + 1), Without(choice.Else, key, depth + 1));
                return ReferenceEquals(then, choice.Then) && ReferenceEquals(otherwise, choice.Else)
                    ? choice
                    : new ChoiceValue { Condition = choice.Condition, Then = then, Else = otherwise, Place = choice.Place, Derivation = choice.Derivation };
            default:
                return value;
        }
    }
}
