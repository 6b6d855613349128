using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>What was read of a text, where it stands after edits elsewhere in the text.</summary>
/// <param name="shift">What the edits moved.</param>
/// <param name="conditions">The later template's conditions by name.</param>
internal sealed class ValueShift(TextShift shift, IReadOnlyDictionary<string, Condition> conditions)
{
    /// <summary>The text in which it was read.</summary>
    public SourceText Before => shift.Before;

    public MapValue Map(MapValue map) => new()
    {
        Entries = Entries(map.Entries),
        IsOpen = map.IsOpen,
        OpenCause = map.OpenCause,
        Place = Place(map.Place),
        Derivation = Derivation(map.Derivation),
    };

    /// <exception cref="InvalidOperationException">An edit touches the place.</exception>
    public Place Place(Place place)
    {
        // A place of no text stays one, and so does one of another text.
        if (!ReferenceEquals(place.Document, shift.Before)) return place;
        return new Place(shift.After, shift.MoveWhole(place.Span));
    }

    /// <summary>The condition as the text defines it now; one that is not defined stands where it is used.</summary>
    public Condition Condition(Condition condition) =>
        conditions.TryGetValue(condition.Name, out var found) ? found : condition with { Place = Place(condition.Place) };

    public Value Value(Value value) => value switch
    {
        ScalarValue scalar => scalar.With(Place(scalar.Place), Derivation(scalar.Derivation)),
        MapValue map => Map(map),
        ListValue list => new ListValue { Items = Values(list.Items), IsOpen = list.IsOpen, Place = Place(list.Place), Derivation = Derivation(list.Derivation) },
        UnknownValue unknown => unknown.With(Place(unknown.Place), Derivation(unknown.Derivation), Values(unknown.Candidates)),
        ChoiceValue choice => new ChoiceValue
        {
            Condition = Condition(choice.Condition),
            Then = Value(choice.Then),
            Else = Value(choice.Else),
            Place = Place(choice.Place),
            Derivation = Derivation(choice.Derivation),
        },
        AbsentValue absent => absent,
        _ => throw new InvalidOperationException($"A {value.GetType().Name} does not stand in a template."),
    };

    private ImmutableArray<MapEntry> Entries(ImmutableArray<MapEntry> entries)
    {
        if (entries.IsEmpty) return entries;
        var moved = ImmutableArray.CreateBuilder<MapEntry>(entries.Length);
        foreach (var entry in entries) moved.Add(new MapEntry(entry.Key, Place(entry.KeyPlace), Value(entry.Value)));
        return moved.MoveToImmutable();
    }

    private ImmutableArray<Value> Values(ImmutableArray<Value> values)
    {
        if (values.IsEmpty) return values;
        var moved = ImmutableArray.CreateBuilder<Value>(values.Length);
        foreach (var value in values) moved.Add(Value(value));
        return moved.MoveToImmutable();
    }

    private Derivation? Derivation(Derivation? step) =>
        step is null ? null : step with { Place = Place(step.Place), Next = Derivation(step.Next) };
}
