using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>What the template's rules say of parameters whatever else holds: the values that they may have.</summary>
internal sealed class RuleTable
{
    private readonly Dictionary<string, SequenceNode> allowed = [];

    public RuleTable(Reading reading)
    {
        if (reading.Mapping("Rules") is not { } section) return;
        foreach (var entry in Nodes.Entries(section))
        {
            if (Nodes.Mapping(entry.Value) is not { } rule || Nodes.Find(rule, "RuleCondition") is not null) continue;
            foreach (var assertion in Nodes.Sequence(Nodes.Find(rule, "Assertions"))?.Items ?? []) Read(Nodes.Find(Nodes.Mapping(assertion), "Assert"));
        }
    }

    /// <summary>The values that an unconditional rule allows a parameter; null where none says so.</summary>
    public SequenceNode? AllowedFor(string parameter) => allowed.GetValueOrDefault(parameter);

    private void Read(SyntaxNode? assert)
    {
        if (assert is null || Arguments(assert, "Contains") is not { Items: [var list, var asked] }) return;
        if (Nodes.Sequence(list) is { } values && Intrinsic.TryRead(Nodes.Follow(asked), out var use) && use.Function == Function.Ref && Nodes.Text(use.Argument) is { } name)
            allowed.TryAdd(name, values);
    }

    private static SequenceNode? Arguments(SyntaxNode node, string function) =>
        node.Tag == "!" + function ? node as SequenceNode : Nodes.Sequence(Nodes.Find(node as MappingNode, "Fn::" + function));
}
