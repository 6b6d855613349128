using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Reads what the template says at a node: intrinsic functions applied, as far as their inputs are known.</summary>
internal sealed partial class ValueReader
{
    private const int MaxDepth = 128;

    private readonly Reading reading;
    private readonly BrokenRegions broken;
    private int depth;

    public ValueReader(Reading reading)
    {
        this.reading = reading;
        broken = new BrokenRegions(reading.Tree);
    }

    /// <summary>The value at a node, with the loop variables in force there.</summary>
    public Value Read(SyntaxNode node, Scope? scope = null)
    {
        if (depth > MaxDepth || reading.Budget-- <= 0) return Values.Unknown(UnknownCause.Limit, reading.PlaceOf(node));
        depth++;
        var value = node switch
        {
            AliasNode { Target: { } target } => Values.At(Read(target, scope), reading.PlaceOf(node)),
            _ when Intrinsic.TryRead(node, out var intrinsic) => Apply(new Call(intrinsic, node, reading.PlaceOf(node), scope)),
            _ => ReadPlain(node, scope),
        };
        depth--;
        return value;
    }

    /// <summary>Whether the text is broken in a collection in such a way that entries of it may be missing.</summary>
    public bool MayMissEntries(SyntaxNode collection) => broken.OpensCollection(collection);

    public bool IsBroken(SyntaxNode node) => broken.Touches(node.Span);

    private Value ReadPlain(SyntaxNode node, Scope? scope) => node switch
    {
        ScalarNode scalar => ReadScalar(scalar, scope),
        SequenceNode sequence => ReadList(sequence, scope),
        MappingNode mapping => ReadMap(mapping, scope),
        _ => Values.Unknown(UnknownCause.Broken, reading.PlaceOf(node)),
    };

    private Value ReadScalar(ScalarNode scalar, Scope? scope)
    {
        var place = reading.PlaceOf(scalar);
        if (broken.Touches(scalar.Span)) return Values.Unknown(UnknownCause.Broken, place);
        var text = scalar.Value;
        if (scope is not null) text = scope.Substitute(text);
        var kind = ScalarKind.Text;
        if (scalar.Style == ScalarStyle.Plain && scalar.Tag is null)
        {
            if (scalar.IsNull) return Values.Unknown(UnknownCause.Broken, place);
            kind = PlainScalar.KindOf(text, out text);
        }

        return kind == ScalarKind.Text && DynamicReference.IsIn(text)
            ? DynamicReference.Read(text, place, [], null)
            : new ScalarValue { Text = text, Kind = kind, Place = place };
    }

    private ListValue ReadList(SequenceNode sequence, Scope? scope)
    {
        var items = ImmutableArray.CreateBuilder<Value>(sequence.Items.Length);
        foreach (var item in sequence.Items)
        {
            var value = Read(item, scope);
            if (value is not AbsentValue) items.Add(value);
        }

        return new ListValue
        {
            Items = items.DrainToImmutable(),
            IsOpen = reading.Transforms.ChangesEverything || broken.OpensCollection(sequence),
            Place = reading.PlaceOf(sequence),
        };
    }

    private MapValue ReadMap(MappingNode mapping, Scope? scope)
    {
        var entries = new MapBuilder(mapping.Entries.Length);
        var isOpen = reading.Transforms.ChangesEverything;
        var cause = UnknownCause.Macro;
        foreach (var entry in Nodes.Entries(mapping))
        {
            var name = entry.Name;
            if (entry.Key.Tag is ['!', not '!', ..] && !reading.IsBroken)
                reading.Problems.Add(reading.PlaceOf(entry.Key), $"A key is plain text; `{entry.Key.Tag}` cannot stand before one. A text that ends with a colon needs quotes.");
            if (name.StartsWith("Fn::", StringComparison.Ordinal)) isOpen |= !ReadLoop(entry, name, scope, ref entries);
            else entries.Add(scope?.Substitute(name) ?? name, reading.PlaceOf(entry.Key), Read(entry.Value, scope));
        }

        if (!isOpen && broken.OpensCollection(mapping)) (isOpen, cause) = (true, UnknownCause.Broken);
        return new MapValue { Entries = entries.ToArray(), IsOpen = isOpen, OpenCause = cause, Place = reading.PlaceOf(mapping) };
    }

    /// <summary>Adds what a loop among a mapping's keys makes; false where it, or any other macro there, cannot be unrolled.</summary>
    private bool ReadLoop(MappingEntry entry, string name, Scope? scope, ref MapBuilder entries)
    {
        if (!Intrinsic.IsForEach(name) || ForEachLoop.Loop.Read(entry.Value, scope, reading) is not { } loop) return false;
        foreach (var item in loop.Items)
        {
            foreach (var made in ReadMap(loop.Body, new Scope(loop.Name, item, scope)).Entries) entries.Add(made.Key, made.KeyPlace, made.Value);
        }

        return true;
    }

    private Value Apply(Call call) => call.Function switch
    {
        Function.Ref => ApplyRef(call),
        Function.GetAtt => ApplyGetAtt(call),
        Function.Sub => ApplySub(call),
        Function.Join => ApplyJoin(call),
        Function.Select => ApplySelect(call),
        Function.Split => ApplySplit(call),
        Function.FindInMap => ApplyFindInMap(call),
        Function.Base64 => ApplyBase64(call),
        Function.Cidr => ApplyCidr(call),
        Function.ImportValue => ApplyImportValue(call),
        Function.GetStackOutput => ApplyGetStackOutput(call),
        Function.GetAZs => ApplyGetAZs(call),
        Function.If => ApplyIf(call),
        Function.Length => ApplyLength(call),
        Function.ToJsonString => ApplyToJsonString(call),
        Function.Transform => Values.Unknown(UnknownCause.Macro, call.Place, "Fn::Transform"),
        Function.And or Function.Or or Function.Not or Function.Equals or Function.Condition =>
            Values.Unknown(UnknownCause.Expression, call.Place, call.Intrinsic.Name),
        Function.Other when call.Intrinsic.IsRain =>
            Values.Unknown(UnknownCause.Macro, call.Place, call.Intrinsic.Name),
        _ => UnknownFunction(call),
    };

    private UnknownValue UnknownFunction(Call call)
    {
        if (!reading.Transforms.ChangesEverything)
            reading.Problems.Add(call.Place, $"Onus knows no CloudFormation function `{call.Intrinsic.Name}`. Check its name.");
        return Values.Unknown(UnknownCause.Expression, call.Place, call.Intrinsic.Name);
    }

    private UnknownValue Malformed(Call call, string form)
    {
        if (!broken.Touches(call.Node.Span))
            reading.Problems.Add(call.Place, $"`{call.Intrinsic.Name}` is not whole. It is written {form}.");
        return Values.Unknown(UnknownCause.Broken, call.Place, call.Intrinsic.Name);
    }

    /// <summary>The value of a function's one argument.</summary>
    private Value ReadArgument(Call call)
    {
        if (!call.Intrinsic.IsShort) return Read(call.Intrinsic.Argument, call.Scope);
        return Intrinsic.TryReadLong(call.Node, out var inner)
            ? Apply(call with { Intrinsic = inner })
            : ReadPlain(call.Node, call.Scope);
    }

    /// <summary>One use of a function, with where it stands and the loop variables in force.</summary>
    private readonly record struct Call(Intrinsic Intrinsic, SyntaxNode Node, Place Place, Scope? Scope)
    {
        public Function Function => Intrinsic.Function;

        public SyntaxNode Argument => Nodes.Follow(Intrinsic.Argument);

        /// <summary>The argument where it is a text written in place, not another function's; else null.</summary>
        public ScalarNode? Literal => Argument is ScalarNode scalar && (Intrinsic.IsShort || !Intrinsic.Is(scalar)) ? scalar : null;

        /// <summary>The arguments where they are a list; else empty.</summary>
        public ImmutableArray<SyntaxNode> List => Argument is SequenceNode list ? list.Items : [];
    }

    /// <summary>Gathers a map's entries in one array; what is absent leaves no entry.</summary>
    private struct MapBuilder(int capacity)
    {
        private MapEntry[] entries = new MapEntry[capacity];
        private int count;

        public void Add(string key, Place keyPlace, Value value)
        {
            if (value is AbsentValue) return;
            if (count == entries.Length) Array.Resize(ref entries, Math.Max(4, count * 2));
            entries[count++] = new MapEntry(key, keyPlace, value);
        }

        public ImmutableArray<MapEntry> ToArray()
        {
            if (count < entries.Length) Array.Resize(ref entries, count);
            return ImmutableCollectionsMarshal.AsImmutableArray(entries);
        }
    }
}
