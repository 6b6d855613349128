using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Evaluation;
using static Onus.Engine.Templates.Terraform.Functions.Arguments;

namespace Onus.Engine.Templates.Terraform.Functions;

internal static class CollectionFunctions
{
    private const int MaxRange = 1024;

    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        new("concat", Concat),
        new("list", arguments => Values.List(arguments)),
        new("length", Length),
        new("element", Element),
        new("slice", Slice),
        new("contains", Contains),
        new("index", IndexOf),
        new("flatten", OfList(Flatten)),
        new("distinct", OfList(list => list.Items.Any(i => i is ChoiceValue) ? null : Values.List(Distinct(ConversionFunctions.OfOneKind(list.Items)), default, list.IsOpen))),
        new("compact", OfList(Compact)),
        new("reverse", OfList(list => list.IsOpen ? null : Values.List([.. list.Items.Reverse()]))),
        new("sort", OfList(list => IsKnown(list)
            ? Values.List([.. list.Items.OrderBy(i => ((ScalarValue)i).Text, StringComparer.Ordinal)])
            : Values.List(list.Items, default, list.IsOpen))),
        new("one", One),
        new("coalesce", Coalesce),
        new("coalescelist", CoalesceList),
        new("range", OfNumbers(Range)),
        new("chunklist", ChunkList),
        new("setproduct", SetProduct),
        new("matchkeys", MatchKeys),
        new("setunion", arguments => arguments.All(a => a is ListValue) ? Union(arguments) : null),
        new("setintersection", arguments => Sets(arguments, (a, b) => a.Intersect(b))),
        new("setsubtract", arguments => Sets(arguments, (a, b) => a.Except(b))),
        new("alltrue", OfList(list => Truth(list, all: true))),
        new("anytrue", OfList(list => Truth(list, all: false))),
    ];

    public static ImmutableArray<Value> Distinct(ImmutableArray<Value> items)
    {
        var seen = new HashSet<string>();
        return [.. items.Where(i => i is not ScalarValue scalar || seen.Add(scalar.Text))];
    }

    /// <summary>Each item once, in the order in which Terraform walks a set; left as they are where some are unknown.</summary>
    public static ImmutableArray<Value> AsSet(ImmutableArray<Value> items)
    {
        var once = Distinct(items);
        if (!once.All(i => i is ScalarValue)) return once;
        return once.All(i => i is ScalarValue { Kind: ScalarKind.Number } && Values.TryNumber(i, out _))
            ? [.. once.OrderBy(i => Values.TryNumber(i, out var number) ? number : 0)]
            : [.. once.OrderBy(i => ((ScalarValue)i).Text, StringComparer.Ordinal)];
    }

    private static Value? ChunkList(ImmutableArray<Value> arguments)
    {
        if (arguments is not [ListValue { IsOpen: false } list, var size] || !Values.TryNumber(size, out var count) || count < 0) return null;
        if (count == 0) return Values.List([list]);
        return Values.List([.. list.Items.Chunk((int)count).Select(chunk => (Value)Values.List([.. chunk]))]);
    }

    private static Value? SetProduct(ImmutableArray<Value> arguments)
    {
        if (arguments.Length < 2 || arguments.Any(a => a is not ListValue { IsOpen: false } list || list.Items.Any(i => i is ChoiceValue))) return null;
        IEnumerable<ImmutableArray<Value>> rows = [[]];
        foreach (var list in arguments.Cast<ListValue>())
        {
            rows = [.. rows.SelectMany(row => list.Items.Select(row.Add)).Take(MaxRange + 1)];
        }

        var made = rows.ToList();
        return made.Count > MaxRange ? null : Values.List([.. made.Select(row => (Value)Values.List(row))]);
    }

    private static Value? MatchKeys(ImmutableArray<Value> arguments)
    {
        if (arguments is not [ListValue { IsOpen: false } values, ListValue keys, ListValue sought] || !IsKnown(keys) || !IsKnown(sought)) return null;
        if (values.Items.Length != keys.Items.Length) return Fault;
        var wanted = sought.Items.Select(i => ((ScalarValue)i).Text).ToHashSet();
        return Values.List([.. values.Items.Where((_, i) => wanted.Contains(((ScalarValue)keys.Items[i]).Text))]);
    }

    private static Value? Concat(ImmutableArray<Value> arguments)
    {
        if (arguments.IsEmpty) return Fault;
        var items = ImmutableArray.CreateBuilder<Value>();
        var isOpen = false;
        foreach (var argument in arguments)
        {
            if (argument is ListValue list)
            {
                items.AddRange(list.Items);
                isOpen |= list.IsOpen;
            }
            else if (argument is UnknownValue) isOpen = true;
            else return Fault;
        }

        return Values.List(items.DrainToImmutable(), default, isOpen);
    }

    private static Value? Length(ImmutableArray<Value> arguments) => arguments switch
    {
        [ListValue list] => list.IsOpen || list.Items.Any(i => i is ChoiceValue) ? null : Values.Number(list.Items.Length),
        [MapValue map] => map.IsOpen ? null : Values.Number(map.Entries.Length),
        [ScalarValue text] => Values.Number(text.Text.EnumerateRunes().Count()),
        [UnknownValue] => null,
        _ => Fault,
    };

    private static Value? Element(ImmutableArray<Value> arguments)
    {
        switch (arguments)
        {
            case [UnknownValue { Reference: not null } unknown, _]:
                return unknown;
            case [ListValue list, ScalarValue index] when Values.TryNumber(index, out var number):
                if (list.IsOpen) return Values.ItemAt(list, number);
                return list.Items.IsEmpty ? Fault : list.Items[(int)(((long)number % list.Items.Length) + list.Items.Length) % list.Items.Length];
            case [ListValue { IsOpen: false, Items.IsEmpty: false } list, UnknownValue index]:
                return Values.Merged([.. list.Items], index.Text);
            case [ListValue { IsOpen: true } list, UnknownValue]:
                return Values.ItemAt(list, 1);
            default:
                return arguments.Any(IsUnknown) ? null : Fault;
        }
    }

    private static Value? Slice(ImmutableArray<Value> arguments)
    {
        if (arguments is not [var source, var first, var last]) return Fault;
        if (source is not ListValue list) return IsUnknown(source) ? null : Fault;
        if (!Values.TryNumber(first, out var start) || !Values.TryNumber(last, out var end) || list.IsOpen) return null;
        return start >= 0 && end >= start && end <= list.Items.Length ? Values.List([.. list.Items.Skip((int)start).Take((int)(end - start))]) : Fault;
    }

    private static Value? Contains(ImmutableArray<Value> arguments)
    {
        if (arguments is not [var source, var sought]) return Fault;
        if (source is not ListValue list) return IsUnknown(source) ? null : Fault;
        var isSure = !list.IsOpen;
        foreach (var item in list.Items)
        {
            var equal = Values.Equal(item, sought);
            if (equal == true) return Values.Boolean(true);
            isSure &= equal == false;
        }

        return isSure ? Values.Boolean(false) : null;
    }

    private static Value? IndexOf(ImmutableArray<Value> arguments)
    {
        if (arguments is not [ListValue { IsOpen: false } list, var sought]) return null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var equal = Values.Equal(list.Items[i], sought);
            if (equal is null) return null;
            if (equal == true) return Values.Number(i);
        }

        return Fault;
    }

    private static ListValue Flatten(ListValue list)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        var isOpen = list.IsOpen;
        foreach (var item in list.Items)
        {
            if (item is ListValue inner)
            {
                var flat = Flatten(inner);
                items.AddRange(flat.Items);
                isOpen |= flat.IsOpen;
            }
            else
            {
                // What is unknown may be a list of any length.
                isOpen |= item is UnknownValue { Reference: null } or ChoiceValue;
                items.Add(item);
            }
        }

        return Values.List(items.DrainToImmutable(), default, isOpen);
    }

    private static Value? Compact(ListValue list)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var item in list.Items)
        {
            if (item is AbsentValue or ScalarValue { Text.Length: 0 }) continue;
            items.Add(Choices.Map(item, v => v is ScalarValue { Text.Length: 0 } ? Value.Absent : v));
        }

        return Values.List(items.DrainToImmutable(), default, list.IsOpen);
    }

    private static Value? One(ImmutableArray<Value> arguments) => arguments switch
    {
        [ListValue { IsOpen: true } list] => Values.ItemAt(list, 0),
        [ListValue { Items: [] }] => Value.Absent,
        [ListValue { Items: [var only] }] => only,
        [UnknownValue { Reference: not null } unknown] => unknown,
        [UnknownValue] => null,
        _ => Fault,
    };

    // The first that is neither null nor empty. A resource's attribute is taken to be something.
    private static Value? Coalesce(ImmutableArray<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is AbsentValue or ScalarValue { Text.Length: 0 }) continue;
            return argument is UnknownValue { Cause: not UnknownCause.Attribute } && arguments.Length > 1 ? null : argument;
        }

        return Fault;
    }

    private static Value? CoalesceList(ImmutableArray<Value> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is AbsentValue or ListValue { Items.IsEmpty: true, IsOpen: false }) continue;
            return argument is ListValue { Items.IsEmpty: false, IsOpen: false } ? argument : null;
        }

        return Fault;
    }

    private static Value? Range(double[] n)
    {
        var (start, end, step) = n.Length switch
        {
            1 => (0, n[0], n[0] < 0 ? -1 : 1),
            2 => (n[0], n[1], n[1] < n[0] ? -1 : 1),
            _ => (n[0], n[1], n[2]),
        };
        if (step == 0 || n.Length > 3) return Fault;
        var count = Math.Ceiling((end - start) / step);
        if (count > MaxRange) return Fault;
        var items = ImmutableArray.CreateBuilder<Value>();
        for (var i = 0; i < count; i++) items.Add(Values.Number(start + (i * step)));
        return Values.List(items.DrainToImmutable());
    }

    private static ListValue Union(ImmutableArray<Value> arguments)
    {
        var lists = arguments.Cast<ListValue>().ToList();
        return Values.List(AsSet([.. lists.SelectMany(l => l.Items)]), default, lists.Any(l => l.IsOpen));
    }

    private static ListValue? Sets(ImmutableArray<Value> arguments, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> work)
    {
        if (arguments is not [ListValue first, ListValue second] || !IsKnown(first) || !IsKnown(second)) return null;
        var kept = work(first.Items.Select(i => ((ScalarValue)i).Text), second.Items.Select(i => ((ScalarValue)i).Text)).ToHashSet();
        return Values.List(AsSet([.. first.Items.Where(i => kept.Contains(((ScalarValue)i).Text))]));
    }

    private static ScalarValue? Truth(ListValue list, bool all)
    {
        var isSure = !list.IsOpen;
        foreach (var item in list.Items)
        {
            if (!Values.TryBoolean(item, out var truth)) isSure = false;
            else if (truth != all) return Values.Boolean(!all);
        }

        return isSure ? Values.Boolean(all) : null;
    }
}
