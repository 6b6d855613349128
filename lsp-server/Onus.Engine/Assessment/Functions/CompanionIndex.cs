using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Functions;

/// <summary>
/// Which resources of a template may belong to which. Each part is made when a control first asks for it, so that a control that is
/// asked of many resources looks at each of the others once, and not at all of them each time. Safe for use by several threads.
/// </summary>
internal sealed class CompanionIndex
{
    private static readonly ConditionalWeakTable<Template, CompanionIndex> Indices = [];

    private readonly ConcurrentDictionary<(string Type, string Link), Links> links = [];
    private readonly ConcurrentDictionary<(string Type, string Path), Candidates> holders = [];
    private readonly ConcurrentDictionary<string, Candidates> names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Candidates> texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ListValue?> lists = new(StringComparer.Ordinal);

    public static CompanionIndex Of(Template template) => Indices.GetValue(template, static _ => new CompanionIndex());

    /// <summary>The resources of a type by the names of what their link refers to.</summary>
    public Links Links(string type, string link, Evaluator evaluator) =>
        links.GetOrAdd((type, link), static (asked, evaluator) => ReadLinks(asked.Type, asked.Link, evaluator), evaluator);

    /// <summary>The resources of a type by their own name.</summary>
    public Candidates Names(string type, Evaluator evaluator) => names.GetOrAdd(
        type,
        static (type, evaluator) => new Candidates(evaluator.Template.OfType(type), static (resource, keys) =>
        {
            keys.Add(resource.Name);
            return true;
        }),
        evaluator);

    /// <summary>The resources of a type by the texts of their properties.</summary>
    public Candidates Texts(string type, Evaluator evaluator) => texts.GetOrAdd(
        type,
        static (type, evaluator) =>
        {
            var probe = new Probe(evaluator);
            return new Candidates(evaluator.Template.OfType(type), (resource, keys) => probe.IsUntouched(e => AddTexts(resource, keys, e)));
        },
        evaluator);

    /// <summary>The resources of a type by the name of what a property of theirs is, for conditions that ask for one equal to it.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">The property, with a variable before it.</param>
    /// <param name="evaluator">Any evaluation of the template.</param>
    public Candidates Holders(string type, PathOperand path, Evaluator evaluator) => holders.GetOrAdd(
        (type, path.Text),
        static (asked, with) =>
        {
            var (path, evaluator) = with;
            var probe = new Probe(evaluator);
            return new Candidates(evaluator.Template.OfType(asked.Type), (resource, keys) => probe.IsUntouched(e => AddReference(e.GetFrom(resource, path.Segments, 1), keys)));
        },
        (path, evaluator));

    /// <summary>All resources of a type as a list; null where the world decides which of them exist.</summary>
    public ListValue? All(string type, Evaluator evaluator) => lists.GetOrAdd(
        type,
        static (type, evaluator) =>
        {
            var all = evaluator.Template.OfType(type);
            return all.Any(static resource => resource.Condition is not null) ? null : Made.List([.. all.Select(static resource => resource.AsValue)], !evaluator.Template.IsWhole);
        },
        evaluator);

    private static Links ReadLinks(string type, string link, Evaluator evaluator)
    {
        ImmutableArray<string> path = [.. link.Replace("[]", "", StringComparison.Ordinal).Split('.')];
        var probe = new Probe(evaluator);
        return new Links(path, new Candidates(evaluator.Template.OfType(type), (resource, keys) =>
            // Whether it exists is asked of the world, which then is another one.
            resource.Condition is null or { Logic: Constant } && probe.IsUntouched(e => AddNames(e.GetFrom(resource, path), keys, e, 0))));
    }

    private static bool AddTexts(Resource resource, List<string> keys, Evaluator evaluator)
    {
        foreach (var entry in Companions.Properties(resource, evaluator.Template).Entries)
        {
            if (evaluator.Resolve(entry.Value) is ScalarValue scalar) keys.Add(scalar.Text);
        }

        return true;
    }

    /// <summary>The mirror of <see cref="Operands.AreEqual(Value, Value)"/> for a value that is a reference.</summary>
    /// <returns>False where the value may be equal to it though it is not a reference of that name.</returns>
    private static bool AddReference(Value value, List<string> keys)
    {
        if (value is UnknownValue { Candidates.IsEmpty: true, Reference: { } reference }) keys.Add(reference.Name);
        else return value is AbsentValue;
        return true;
    }

    /// <summary>The mirror of <see cref="Companions.RefersTo(Value, Resource, int)"/>: names of all that a value refers to.</summary>
    /// <returns>False where it may refer to more.</returns>
    private static bool AddNames(Value value, List<string> keys, Evaluator evaluator, int depth)
    {
        if (depth > Companions.Deepest) return false;
        switch (value)
        {
            case UnknownValue { Reference: { } reference }:
                keys.Add(reference.Name);
                return true;
            case UnknownValue unknown:
                foreach (var reference in unknown.References) keys.Add(reference.Name);
                return unknown.Name is null && Companions.RefersElsewhere(unknown);
            case ScalarValue scalar:
                return !Companions.IsName(scalar.Text);
            case ListValue list:
                if (list.IsOpen) return false;
                foreach (var item in list.Items)
                {
                    if (!AddNames(evaluator.Resolve(item), keys, evaluator, depth + 1)) return false;
                }

                return true;
            case MapValue map:
                foreach (var entry in map.Entries)
                {
                    if (!AddNames(evaluator.Resolve(entry.Value), keys, evaluator, depth + 1)) return false;
                }

                return true;
            default:
                return true;
        }
    }

    /// <summary>Tells whether an answer is the same in all worlds: it is where a fresh one is not asked for anything.</summary>
    private sealed class Probe(Evaluator like)
    {
        private Evaluator evaluator = like.In(new World());

        public bool IsUntouched(Func<Evaluator, bool> ask)
        {
            var holds = ask(evaluator);
            if (evaluator.World.IsUntouched) return holds;
            evaluator = like.In(new World());
            return false;
        }
    }
}

/// <summary>The resources of a type, by the names of what a property of theirs refers to.</summary>
/// <param name="Path">The path of the property.</param>
/// <param name="Candidates">The resources.</param>
internal sealed record Links(ImmutableArray<string> Path, Candidates Candidates);
