using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Unrolls <c>Fn::ForEach</c>: a name, a collection, and the entries to repeat.</summary>
internal static class ForEachLoop
{
    private const int MaxDepth = 8;

    /// <summary>The entries of a mapping with loops unrolled; a loop that cannot be is hidden, and gives no entry.</summary>
    public static IEnumerable<ResourceEntry> Unroll(MappingNode mapping, Scope? scope, Reading reading, string what, int depth = 0)
    {
        foreach (var entry in Nodes.Entries(mapping))
        {
            var name = scope is null ? entry.Name : scope.Substitute(entry.Name);
            if (!Intrinsic.IsForEach(name))
            {
                yield return new ResourceEntry(name, entry, scope);
                continue;
            }

            var loop = depth < MaxDepth ? Loop.Read(entry.Value, scope, reading) : null;
            if (loop is null)
            {
                reading.Hide($"`{name}` makes {what} from a list that is not known here");
                reading.NamesAreOpen = true;
                continue;
            }

            foreach (var item in loop.Items)
            {
                foreach (var made in Unroll(loop.Body, new Scope(loop.Name, item, scope), reading, what, depth + 1)) yield return made;
            }
        }
    }

    /// <summary>One loop: its variable, the values it takes, and the entries to repeat.</summary>
    internal sealed record Loop(string Name, ImmutableArray<string> Items, MappingNode Body)
    {
        /// <summary>Null where the loop is not whole or its collection is not known.</summary>
        public static Loop? Read(SyntaxNode node, Scope? scope, Reading reading)
        {
            if (Nodes.Sequence(node) is not { Items: [var variable, var collection, var body] }) return null;
            if (Nodes.Text(variable) is not { Length: > 0 } name || Nodes.Mapping(body) is not { } mapping) return null;
            if (reading.Values.Read(collection, scope) is not ListValue { IsOpen: false } list) return null;
            var items = ImmutableArray.CreateBuilder<string>(list.Items.Length);
            foreach (var item in list.Items)
            {
                switch (item)
                {
                    case ScalarValue scalar:
                        items.Add(scalar.Text);
                        break;
                    case ListValue { IsOpen: false } inner when inner.Items.All(i => i is ScalarValue):
                        items.AddRange(inner.Items.Select(i => ((ScalarValue)i).Text));
                        break;
                    default:
                        return null;
                }
            }

            return new Loop(name, items.ToImmutable(), mapping);
        }
    }
}
