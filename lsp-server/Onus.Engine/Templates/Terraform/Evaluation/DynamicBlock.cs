using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>
/// Makes the blocks of a dynamic block. Items that are known are expanded one by one; of others, one block stands for all, and it
/// is there only if there is any item.
/// </summary>
internal sealed class DynamicBlock
{
    private readonly BlockEntry each;
    private readonly BlockEntry content;
    private readonly string iterator;
    private readonly ModuleScope scope;
    private readonly Bindings? bindings;
    private readonly ImmutableArray<Value>.Builder blocks = ImmutableArray.CreateBuilder<Value>();

    private DynamicBlock(BlockEntry each, BlockEntry content, string iterator, ModuleScope scope, Bindings? bindings)
    {
        this.each = each;
        this.content = content;
        this.iterator = iterator;
        this.scope = scope;
        this.bindings = bindings;
    }

    public static ListValue Expand(ImmutableArray<BlockEntry> declaration, BlockEntry type, ModuleScope scope, Bindings? bindings)
    {
        if (Find(declaration, "for_each") is not { } each || Find(declaration, "content") is not { } content)
            return Values.List([], type.ValuePlace, isOpen: true);
        var iterator = (Find(declaration, "iterator")?.Node as ScalarNode)?.Value ?? type.Name;
        if (iterator.StartsWith("${", StringComparison.Ordinal) && iterator.EndsWith('}')) iterator = iterator[2..^1];
        var block = new DynamicBlock(each, content, iterator, scope, bindings);
        block.Gather(NodeReader.Read(each.Node, each.Document, scope, bindings), []);
        return Values.List(block.blocks.DrainToImmutable(), content.ValuePlace);
    }

    private static BlockEntry? Find(ImmutableArray<BlockEntry> entries, string name)
    {
        foreach (var entry in entries)
        {
            if (entry.Name == name) return entry;
        }

        return null;
    }

    // The conditions on the way are those under which these items are the ones.
    private void Gather(Value items, ImmutableArray<(Condition Condition, bool Holds)> under)
    {
        switch (items)
        {
            case ListValue { IsOpen: false } list when list.Items.All(i => i is not ChoiceValue):
                for (var i = 0; i < list.Items.Length; i++)
                    Add(Content(list.Items[i] is ScalarValue { Kind: ScalarKind.Text } key ? key : Values.Number(i), list.Items[i]), under);
                break;
            case MapValue { IsOpen: false } map:
                foreach (var item in map.Entries) Add(Content(Values.Text(item.Key), item.Value), under);
                break;
            case AbsentValue:
                break;
            case ChoiceValue choice:
                Gather(choice.Then, under.Add((choice.Condition, true)));
                Gather(choice.Else, under.Add((choice.Condition, false)));
                break;
            default:
                var instances = Instances.ForEach(each, scope, iterator, bindings);
                Add(Content(instances.Bindings), instances.Condition is { } condition ? under.Add((condition, true)) : under);
                break;
        }
    }

    private void Add(Value block, ImmutableArray<(Condition Condition, bool Holds)> under)
    {
        for (var i = under.Length - 1; i >= 0; i--)
        {
            var (condition, holds) = under[i];
            block = Choices.Of(condition, holds ? block : Value.Absent, holds ? Value.Absent : block, block.Place);
        }

        blocks.Add(block);
    }

    private Value Content(Value key, Value item) =>
        Content(new Bindings(iterator, Values.Map([new MapEntry("key", default, key), new MapEntry("value", default, item)]), bindings));

    private Value Content(Bindings? bound) =>
        BodyReader.Nested(content.Node is SequenceNode { Items: [var only] } ? only : content.Node, content.Document, scope, bound);
}
