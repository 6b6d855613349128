using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Functions that make texts.</summary>
internal sealed partial class ValueReader
{
    private const string SubForm = "`Fn::Sub: text`, or `Fn::Sub: [text, {Name: value}]`";

    private Value ApplySub(Call call)
    {
        var argument = call.Argument;
        Dictionary<string, Value>? variables = null;
        if (argument is SequenceNode list)
        {
            if (list.Items is not [var first, ..] || list.Items.Length > 2) return Malformed(call, SubForm);
            if (list.Items.Length == 2) variables = ReadVariables(list.Items[1], call.Scope);
            argument = Nodes.Follow(first);
        }

        if (argument is not ScalarNode text || argument == call.Argument && call.Literal is null)
            return Intrinsic.TryRead(argument, out var inner) && inner.IsRain ? Passed(Read(argument, call.Scope), call) : Malformed(call, SubForm);
        var parts = SubText.Split(text.Value);
        var values = new Value[parts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (name, isReference) = parts[i];
            values[i] = isReference ? ReadSubName(name, call, variables) : Values.Text(name, call.Place);
        }

        return Values.Lift(values, call.Place, known =>
        {
            var assembly = new TextAssembly();
            foreach (var part in known) assembly.Add(part);
            return assembly.ToValue(call.Place, "`Fn::Sub`");
        });
    }

    private Value ReadSubName(string name, Call call, Dictionary<string, Value>? variables)
    {
        if (variables is not null && variables.TryGetValue(name, out var given)) return given;
        if (call.Scope is not null && call.Scope.Find(name) is null) name = call.Scope.Substitute(name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < name.Length - 1
            ? AttributeAt(name[..dot], name[(dot + 1)..], call.Place)
            : NameAt(name, call.Place, call.Scope);
    }

    private Dictionary<string, Value> ReadVariables(SyntaxNode node, Scope? scope)
    {
        var variables = new Dictionary<string, Value>();
        if (Nodes.Mapping(node) is not { } mapping) return variables;
        foreach (var entry in Nodes.Entries(mapping)) variables.TryAdd(entry.Name, Read(entry.Value, scope));
        return variables;
    }

    private Value ApplyJoin(Call call)
    {
        if (call.List is not [var delimiter, var list])
            return Malformed(call, "`Fn::Join: [delimiter, [values]]`");
        return Values.Lift([Read(delimiter, call.Scope), Read(list, call.Scope)], call.Place, known =>
            known is [ScalarValue between, ListValue { IsOpen: false } items]
                ? Values.Lift(items.Items, call.Place, parts => JoinParts(call, between.Text, parts))
                : Passed(known[1], call));
    }

    private static Value JoinParts(Call call, string delimiter, IReadOnlyList<Value> parts)
    {
        var assembly = new TextAssembly();
        var isFirst = true;
        foreach (var part in parts)
        {
            if (part is AbsentValue) continue;
            // A list among the values counts as its items.
            var inner = part is ListValue { IsOpen: false } list ? list.Items : [part];
            foreach (var item in inner)
            {
                if (!isFirst) assembly.Literal(delimiter);
                isFirst = false;
                assembly.Add(item);
            }
        }

        return assembly.ToValue(call.Place, "`Fn::Join`");
    }

    /// <summary>User data stays readable: the text before it is encoded.</summary>
    private Value ApplyBase64(Call call) => Values.At(ReadArgument(call), call.Place, new Derivation("`Fn::Base64`", call.Place));

    private Value ApplyToJsonString(Call call)
    {
        var value = ReadArgument(call);
        var assembly = new TextAssembly();
        return JsonText.TryWrite(value, assembly)
            ? assembly.ToValue(call.Place, "`Fn::ToJsonString`")
            : Values.Unknown(UnknownCause.Expression, call.Place, call.Intrinsic.Name);
    }

    /// <summary>What a function gives that cannot look into its input: unknown for the input's reason.</summary>
    private static UnknownValue Passed(Value input, Call call) => input is UnknownValue unknown
        ? new UnknownValue
        {
            Cause = unknown.Cause,
            Name = unknown.Name,
            Text = "",
            Reference = unknown.Reference,
            References = unknown.References,
            IsSecretSafe = unknown.IsSecretSafe,
            Place = call.Place,
            Derivation = unknown.Derivation,
        }
        : Values.Unknown(UnknownCause.Expression, call.Place, call.Intrinsic.Name);
}
