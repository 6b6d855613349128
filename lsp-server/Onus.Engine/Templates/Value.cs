using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>
/// What a template says of one property: known, absent, unknown with its cause, or a choice between values that a condition
/// makes. Immutable, and lazy below lists and maps where the reader chooses so.
/// </summary>
public abstract class Value
{
    /// <summary>Where the value stands in the resource, even where it was taken from elsewhere: the squiggle's place.</summary>
    public Place Place { get; init; }

    /// <summary>How the value came to be here; null where it is written in place.</summary>
    public Derivation? Derivation { get; init; }

    public static AbsentValue Absent { get; } = new();
}

/// <summary>One step of how a value was resolved, from the resource outwards: a parameter's default, then a mapping, and so on.</summary>
/// <param name="What">A short phrase such as "default of parameter `Encrypt`".</param>
/// <param name="Place">Where that step stands.</param>
/// <param name="Parameter">The parameter or variable whose default (or configured value) gave the value; null for other steps.</param>
/// <param name="Next">The step behind it.</param>
/// <param name="IsGiven">The value was given for the deployment and does not stand in the template.</param>
/// <param name="IsArgument">The step is the argument of a module's call, which stands where the module is called.</param>
public sealed record Derivation(string What, Place Place, string? Parameter = null, Derivation? Next = null, bool IsGiven = false, bool IsArgument = false)
{
    /// <summary>Whoever reads of the value wants to hear of this step: a parameter, an argument, one of several instances.</summary>
    public bool IsTelling => Parameter is not null || IsArgument || IsInstance;

    /// <summary>
    /// The outermost of the modules' calls that handed the value on, each to the next, from this step on; null where there is none.
    /// Of several arguments that had a part in the value, the one that comes from furthest out.
    /// </summary>
    public Derivation? Call
    {
        get
        {
            Derivation? call = null;
            var furthest = 0;
            var seen = new HashSet<string>();
            for (var step = this; step is not null; step = step.Next)
            {
                if (!step.IsArgument) continue;
                if (!seen.Add(step.Place.Document.Path))
                {
                    // Back in the file of an inner call: from here on it is about another argument.
                    seen.Clear();
                    seen.Add(step.Place.Document.Path);
                }

                if (seen.Count > furthest) (call, furthest) = (step, seen.Count);
            }

            return call;
        }
    }

    /// <summary>The step is one instance of those that <c>count</c> or <c>for_each</c> makes.</summary>
    public bool IsInstance { get; init; }
}

public enum ScalarKind
{
    Text,
    Number,
    Boolean,
}

public sealed class ScalarValue : Value
{
    public required string Text { get; init; }

    public ScalarKind Kind { get; init; }

    /// <summary>The value came through a parameter declared NoEcho, or a Terraform variable declared sensitive.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The same scalar standing elsewhere, or come there in another way.</summary>
    internal ScalarValue With(Place place, Derivation? derivation) => new() { Text = Text, Kind = Kind, IsSensitive = IsSensitive, Place = place, Derivation = derivation };
}

public sealed class ListValue : Value
{
    public required ImmutableArray<Value> Items { get; init; }

    /// <summary>There may be further items that cannot be seen (a splat, an unknown macro).</summary>
    public bool IsOpen { get; init; }
}

public readonly record struct MapEntry(string Key, Place KeyPlace, Value Value);

public sealed class MapValue : Value
{
    public required ImmutableArray<MapEntry> Entries { get; init; }

    /// <summary>There may be further entries that cannot be seen, so a missing key is unknown, not absent.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Why further entries cannot be seen; says nothing while the map is not open.</summary>
    public UnknownCause OpenCause { get; init; } = UnknownCause.Macro;

    public Value Get(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key) return entry.Value;
        }

        return IsOpen ? new UnknownValue { Place = Place, Cause = OpenCause, Text = "", MayBeAbsent = true } : Absent;
    }

    public MapEntry? Entry(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key) return entry;
        }

        return null;
    }
}

/// <summary>Nothing stands here; also what <c>AWS::NoValue</c> and Terraform's <c>null</c> mean.</summary>
public sealed class AbsentValue : Value
{
    internal AbsentValue()
    {
    }
}

/// <summary>Why a value cannot be known from the template.</summary>
public enum UnknownCause
{
    /// <summary>A parameter or variable without default.</summary>
    Parameter,

    /// <summary>An attribute of a resource, known after it exists.</summary>
    Attribute,

    /// <summary>Another stack's export, or another module's or state's output.</summary>
    Import,

    /// <summary>A macro, include, or module that is not expanded here.</summary>
    Macro,

    /// <summary>A secret or parameter resolved by AWS at deployment.</summary>
    DynamicReference,

    /// <summary>A pseudo parameter such as the account id or Region.</summary>
    Pseudo,

    /// <summary>A data source that is read at deployment.</summary>
    DataSource,

    /// <summary>An expression or function that Onus does not evaluate.</summary>
    Expression,

    /// <summary>More conditions than Onus tries.</summary>
    Limit,

    /// <summary>The text is broken here.</summary>
    Broken,
}

public sealed class UnknownValue : Value
{
    public required UnknownCause Cause { get; init; }

    /// <summary>What is known of the text, unresolved parts shown as <c>${Name}</c>; the empty string where nothing is.</summary>
    public required string Text { get; init; }

    /// <summary>The name of what is unknown: a parameter, a variable, an export; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The resource of this template that the value refers to; null where it refers to none, or to several.</summary>
    public Reference? Reference { get; init; }

    /// <summary>The resources that a text made of several parts mentions; empty where it mentions fewer than two.</summary>
    public ImmutableArray<Reference> References { get; init; } = [];

    /// <summary>The value is not a literal a reader of the template could see: a resource's attribute, a NoEcho parameter without default, a dynamic reference.</summary>
    public bool IsSecretSafe { get; init; }

    /// <summary>It cannot be told whether anything stands here at all.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>All values it can take, where the template restricts them (AllowedValues); else empty.</summary>
    public ImmutableArray<Value> Candidates { get; init; } = [];

    /// <summary>The same value standing elsewhere, or come there in another way.</summary>
    internal UnknownValue With(Place place, Derivation? derivation, ImmutableArray<Value> candidates) => new()
    {
        Cause = Cause,
        Text = Text,
        Name = Name,
        Reference = Reference,
        References = References,
        IsSecretSafe = IsSecretSafe,
        MayBeAbsent = MayBeAbsent,
        Candidates = candidates,
        Place = place,
        Derivation = derivation,
    };
}

/// <summary>A reference to a resource: its name in the template, and the attribute asked for (null for the resource itself).</summary>
public sealed record Reference(string Name, string? Attribute = null);

/// <summary>One of two values, by a condition that the template's defaults do or do not settle.</summary>
public sealed class ChoiceValue : Value
{
    public required Condition Condition { get; init; }

    public required Value Then { get; init; }

    public required Value Else { get; init; }
}

/// <summary>A resource as a value: an item of <c>related</c> and its kin.</summary>
internal sealed class ResourceValue : Value
{
    public required Resource Resource { get; init; }
}
