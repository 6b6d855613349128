using System.Globalization;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Functions that make lists, or pick from them.</summary>
internal sealed partial class ValueReader
{
    private Value ApplySelect(Call call)
    {
        if (call.List is not [var index, var list])
            return Malformed(call, "`Fn::Select: [index, [values]]`");
        return Values.Lift([Read(index, call.Scope), Read(list, call.Scope)], call.Place, known =>
        {
            if (known[0] is not ScalarValue scalar || !int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                return Values.Unknown((known[0] as UnknownValue)?.Cause ?? UnknownCause.Broken, call.Place);
            return known[1] is ListValue items ? ItemAt(call, items, at) : Passed(known[1], call);
        });
    }

    private Value ItemAt(Call call, ListValue list, int index)
    {
        var before = Math.Min(index + 1, list.Items.Length);
        for (var i = 0; i < before; i++)
        {
            // An item that may fall away moves those behind it.
            if (list.Items[i] is not ChoiceValue) continue;
            return Values.Lift(list.Items, call.Place, items => ItemAt(
                call,
                new ListValue { Items = [.. items.Where(v => v is not AbsentValue)], IsOpen = list.IsOpen, Place = list.Place, Derivation = list.Derivation },
                index));
        }

        if (index < list.Items.Length)
            return Values.At(list.Items[index], call.Place, list.Derivation is null ? null : new Derivation($"item {index} of a list", call.Place));
        // A list parameter that is given nothing is a list of one empty text.
        if (index == 0 && list is { IsOpen: false, Items.IsEmpty: true, Derivation.Parameter: not null }) return Values.Text("", call.Place, list.Derivation);
        if (list.IsOpen || list.Derivation is not null) return Values.Unknown(UnknownCause.Expression, call.Place, call.Intrinsic.Name);
        reading.Problems.Add(call.Place, $"`Fn::Select` asks for item {index}, but the list has {list.Items.Length}. Items count from 0.");
        return Values.Unknown(UnknownCause.Broken, call.Place, call.Intrinsic.Name);
    }

    private Value ApplySplit(Call call)
    {
        if (call.List is not [var delimiter, var text])
            return Malformed(call, "`Fn::Split: [delimiter, text]`");
        return Values.Lift([Read(delimiter, call.Scope), Read(text, call.Scope)], call.Place, known =>
        {
            if (known is not [ScalarValue { Text.Length: > 0 } between, ScalarValue whole]) return Passed(known[1], call);
            var how = whole.Derivation is null ? null : new Derivation("`Fn::Split`", call.Place, Next: whole.Derivation);
            return new ListValue
            {
                Items = [.. whole.Text.Split(between.Text).Select(part => (Value)Values.Text(part, call.Place, how))],
                Place = call.Place,
                Derivation = how,
            };
        });
    }

    private Value ApplyCidr(Call call)
    {
        if (call.List is not [var block, var count, ..])
            return Malformed(call, "`Fn::Cidr: [block, count, bits]`");
        var bits = call.List.Length > 2 ? Read(call.List[2], call.Scope) : Values.Text("8", call.Place);
        return Values.Lift([Read(block, call.Scope), Read(count, call.Scope), bits], call.Place, known =>
            known is [ScalarValue b, ScalarValue c, ScalarValue s] && CidrBlocks.Cut(b.Text, c.Text, s.Text) is { } blocks
                ? new ListValue
                {
                    Items = [.. blocks.Select(text => (Value)Values.Text(text, call.Place, Because(known, call)))],
                    Place = call.Place,
                    Derivation = Because(known, call),
                }
                : Passed(known.FirstOrDefault(k => k is UnknownValue) ?? known[0], call));
    }

    private static Derivation Because(IReadOnlyList<Value> inputs, Call call)
    {
        Derivation? behind = null;
        foreach (var input in inputs) behind = Values.Chain(behind, input.Derivation);
        return new Derivation($"`{call.Intrinsic.Name}`", call.Place, Next: behind);
    }

    /// <summary>The zones depend on the account, whatever the Region.</summary>
    private UnknownValue ApplyGetAZs(Call call)
    {
        if (call.Argument is not ScalarNode) ReadArgument(call);
        return Values.Unknown(UnknownCause.Pseudo, call.Place, "Fn::GetAZs");
    }

    private Value ApplyLength(Call call) => Values.Lift(ReadArgument(call), call.Place, value => value switch
    {
        ListValue { IsOpen: false } list when !list.Items.Any(i => i is ChoiceValue) => new ScalarValue
        {
            Text = list.Items.Length.ToString(CultureInfo.InvariantCulture),
            Kind = ScalarKind.Number,
            Place = call.Place,
            Derivation = list.Derivation is null ? null : new Derivation("`Fn::Length`", call.Place, Next: list.Derivation),
        },
        _ => Passed(value, call),
    });
}
