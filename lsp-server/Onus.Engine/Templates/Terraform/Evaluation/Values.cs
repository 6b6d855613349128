using System.Collections.Immutable;
using System.Globalization;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Making, moving and joining values.</summary>
internal static class Values
{
    public static ScalarValue Text(string text, Place place = default) => new() { Text = text, Place = place };

    public static ScalarValue Boolean(bool value, Place place = default) =>
        new() { Text = value ? "true" : "false", Kind = ScalarKind.Boolean, Place = place };

    public static ScalarValue Number(double value, Place place = default) =>
        new() { Text = NumberText(value), Kind = ScalarKind.Number, Place = place };

    public static string NumberText(double value) =>
        Math.Abs(value) < 1e15 && value == Math.Floor(value)
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);

    public static ListValue List(ImmutableArray<Value> items, Place place = default, bool isOpen = false) =>
        new() { Items = items, Place = place, IsOpen = isOpen };

    public static MapValue Map(ImmutableArray<MapEntry> entries, Place place = default, bool isOpen = false) =>
        new() { Entries = entries, Place = place, IsOpen = isOpen };

    public static UnknownValue Unknown(UnknownCause cause, string text, Place place = default) =>
        new() { Cause = cause, Text = text, Place = place };

    /// <summary>Whether a value, or a branch of it, is one that Terraform would refuse.</summary>
    public static bool HoldsFault(Value value) => value switch
    {
        FaultValue => true,
        ChoiceValue choice => HoldsFault(choice.Then) || HoldsFault(choice.Else),
        _ => false,
    };

    public static bool TryBoolean(Value value, out bool result)
    {
        result = value is ScalarValue { Text: "true" };
        return value is ScalarValue { Text: "true" or "false" };
    }

    public static bool TryNumber(Value value, out double result)
    {
        result = 0;
        return value is ScalarValue { Kind: not ScalarKind.Boolean } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out result)
            && double.IsFinite(result);
    }

    /// <summary>
    /// The same value, standing at another place: the whole of it, since what a reference brings in stands where the reference is.
    /// </summary>
    public static Value MovedTo(Value value, Place place, Derivation? derivation) => value switch
    {
        ScalarValue v => new ScalarValue { Text = v.Text, Kind = v.Kind, IsSensitive = v.IsSensitive, Place = place, Derivation = derivation },
        ListValue v => new ListValue
        {
            Items = v.Items.IsEmpty ? [] : [.. v.Items.Select(item => MovedTo(item, place, derivation))],
            IsOpen = v.IsOpen,
            Place = place,
            Derivation = derivation,
        },
        MapValue v => new MapValue
        {
            Entries = v.Entries.IsEmpty ? [] : [.. v.Entries.Select(e => new MapEntry(e.Key, place, MovedTo(e.Value, place, derivation)))],
            IsOpen = v.IsOpen,
            Place = place,
            Derivation = derivation,
        },
        UnknownValue v => Like(v, place, derivation),
        ChoiceValue v => new ChoiceValue
        {
            Condition = v.Condition,
            Then = MovedTo(v.Then, place, derivation),
            Else = MovedTo(v.Else, place, derivation),
            Place = place,
            Derivation = derivation,
        },
        _ => value,
    };

    /// <summary>The same value with only its own place changed; what it holds stays where it stands.</summary>
    public static Value Placed(Value value, Place place, Derivation? derivation) => value switch
    {
        ScalarValue or UnknownValue => MovedTo(value, place, derivation),
        ListValue v => new ListValue { Items = v.Items, IsOpen = v.IsOpen, Place = place, Derivation = derivation },
        MapValue v => new MapValue { Entries = v.Entries, IsOpen = v.IsOpen, Place = place, Derivation = derivation },
        ChoiceValue v => new ChoiceValue { Condition = v.Condition, Then = v.Then, Else = v.Else, Place = place, Derivation = derivation },
        _ => value,
    };

    /// <summary>The same value, in which the branches of choices that do not tell how they came to be tell it.</summary>
    public static Value Told(Value value, Derivation? how) => value switch
    {
        ChoiceValue v => new ChoiceValue { Condition = v.Condition, Then = Told(v.Then, how), Else = Told(v.Else, how), Place = v.Place, Derivation = v.Derivation },
        { Derivation: null } => Placed(value, value.Place, how),
        _ => value,
    };

    /// <summary>The same value, in which whatever a function made without a place stands at the given one.</summary>
    public static Value Grounded(Value value, Place place)
    {
        var grounded = value switch
        {
            ListValue list => GroundedList(list, place),
            MapValue map => GroundedMap(map, place),
            ChoiceValue choice => new ChoiceValue
            {
                Condition = choice.Condition,
                Then = Grounded(choice.Then, place),
                Else = Grounded(choice.Else, place),
                Place = choice.Place,
                Derivation = choice.Derivation,
            },
            _ => value,
        };
        return grounded.Place.Document is null && grounded is not AbsentValue ? Placed(grounded, place, grounded.Derivation) : grounded;
    }

    private static ListValue GroundedList(ListValue list, Place place)
    {
        ImmutableArray<Value>.Builder? changed = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var item = Grounded(list.Items[i], place);
            if (ReferenceEquals(item, list.Items[i])) continue;
            changed ??= list.Items.ToBuilder();
            changed[i] = item;
        }

        return changed is null ? list : new ListValue { Items = changed.DrainToImmutable(), IsOpen = list.IsOpen, Place = list.Place, Derivation = list.Derivation };
    }

    private static MapValue GroundedMap(MapValue map, Place place)
    {
        ImmutableArray<MapEntry>.Builder? changed = null;
        for (var i = 0; i < map.Entries.Length; i++)
        {
            var entry = map.Entries[i];
            var item = Grounded(entry.Value, place);
            if (ReferenceEquals(item, entry.Value) && entry.KeyPlace.Document is not null) continue;
            changed ??= map.Entries.ToBuilder();
            changed[i] = new MapEntry(entry.Key, entry.KeyPlace.Document is null ? place : entry.KeyPlace, item);
        }

        return changed is null ? map : new MapValue { Entries = changed.DrainToImmutable(), IsOpen = map.IsOpen, Place = map.Place, Derivation = map.Derivation };
    }

    /// <summary>An unknown with the same cause and reference, under another text.</summary>
    public static UnknownValue Renamed(UnknownValue value, string text, string? name = null) => new()
    {
        Cause = value.Cause,
        Text = text,
        Name = name ?? value.Name,
        Reference = value.Reference,
        IsSecretSafe = value.IsSecretSafe,
        Place = value.Place,
        Derivation = value.Derivation,
    };

    private static UnknownValue Like(UnknownValue value, Place place, Derivation? derivation) => new()
    {
        Cause = value.Cause,
        Text = value.Text,
        Name = value.Name,
        Reference = value.Reference,
        IsSecretSafe = value.IsSecretSafe,
        Candidates = value.Candidates,
        Place = place,
        Derivation = derivation,
    };

    /// <summary>
    /// The item at a place of a list; null where there is none, or where it cannot be told. In a list with unseen items only the
    /// first is told, where it stands for the instances of a resource.
    /// </summary>
    public static Value? ItemAt(ListValue list, double index)
    {
        if (list.IsOpen) return list.Items is [UnknownValue { Reference: not null } first, ..] && (index == 0 || list.Items.Length == 1) ? first : null;
        return index >= 0 && index < list.Items.Length && index == Math.Floor(index) ? list.Items[(int)index] : null;
    }

    /// <summary>Marks everything in a value as sensitive.</summary>
    public static Value Sensitive(Value value) => value switch
    {
        ScalarValue v => new ScalarValue { Text = v.Text, Kind = v.Kind, IsSensitive = true, Place = v.Place, Derivation = v.Derivation },
        ListValue v => new ListValue { Items = [.. v.Items.Select(Sensitive)], IsOpen = v.IsOpen, Place = v.Place, Derivation = v.Derivation },
        MapValue v => new MapValue
        {
            Entries = [.. v.Entries.Select(e => e with { Value = Sensitive(e.Value) })],
            IsOpen = v.IsOpen,
            Place = v.Place,
            Derivation = v.Derivation,
        },
        _ => value,
    };

    /// <summary>Whether two wholly known values are equal; null where something in them is not known.</summary>
    public static bool? Equal(Value left, Value right)
    {
        switch (left, right)
        {
            case (UnknownValue or ChoiceValue or FaultValue, _) or (_, UnknownValue or ChoiceValue or FaultValue):
                return null;
            case (AbsentValue, _) or (_, AbsentValue):
                return left is AbsentValue && right is AbsentValue;
            case (ScalarValue a, ScalarValue b):
                return a.Text == b.Text || (TryNumber(a, out var x) && TryNumber(b, out var y) && x == y);
            case (ListValue a, ListValue b):
                if (a.IsOpen || b.IsOpen) return null;
                return a.Items.Length == b.Items.Length ? All(a.Items.Zip(b.Items, Equal)) : false;
            case (MapValue a, MapValue b):
                if (a.IsOpen || b.IsOpen) return null;
                if (a.Entries.Length != b.Entries.Length) return false;
                return All(a.Entries.Select(e => b.Entry(e.Key) is { } other ? Equal(e.Value, other.Value) : false));
            default:
                return false;
        }
    }

    private static bool? All(IEnumerable<bool?> parts)
    {
        bool? result = true;
        foreach (var part in parts)
        {
            if (part == false) return false;
            result = part is null ? null : result;
        }

        return result;
    }

    /// <summary>One value that stands for several of which each instance has its own: what is equal in all is known.</summary>
    public static Value Merged(IReadOnlyList<Value> values, string text)
    {
        var first = values[0];
        if (values.Count == 1) return first;
        if (values.All(v => Equal(first, v) == true)) return first;
        if (first is UnknownValue { Reference: { } shared } && values.All(v => v is UnknownValue u && shared.Equals(u.Reference))) return first;
        if (values.All(v => v is MapValue))
        {
            var maps = values.Cast<MapValue>().ToList();
            var keys = maps.SelectMany(m => m.Entries.Select(e => e.Key)).Distinct().ToList();
            return new MapValue
            {
                Entries = [.. keys.Select(key => new MapEntry(key, default, Merged([.. maps.Select(m => m.Get(key))], Inside(text, key))))],
                IsOpen = maps.Any(m => m.IsOpen),
            };
        }

        var scalars = values.All(v => v is ScalarValue or AbsentValue);
        return new UnknownValue
        {
            Cause = values.OfType<UnknownValue>().FirstOrDefault()?.Cause ?? UnknownCause.Expression,
            Text = text,
            Candidates = scalars ? [.. values] : [],
        };
    }

    /// <summary>The text of an attribute of something unknown.</summary>
    public static string Inside(string text, string name) =>
        text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? $"{text[..^1]}.{name}}}" : "";
}
