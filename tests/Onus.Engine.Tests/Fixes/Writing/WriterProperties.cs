using System.Collections.Immutable;
using CsCheck;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Writing;

/// <summary>Whatever the text and its style: after a change the tree is the old one with exactly that change.</summary>
public sealed class WriterProperties
{
    private const long Cases = 800;

    [Fact]
    public void A_new_entry_is_all_that_a_set_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new RandomText(seed);
            var path = Descend(random, node => node is FixMap);
            var value = random.NewValue(2);
            Check(random, path.Add(new PathSegment("added")), value, WithAt(random.Tree, path, node => new FixMap(((FixMap)node).Entries.Add(("added", value)))));
        },
        iter: Cases);

    [Fact]
    public void A_replaced_scalar_is_all_that_a_set_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new RandomText(seed);
            var path = Descend(random, node => node is FixScalar);
            if (path.IsEmpty || At(random.Tree, path) is not FixScalar) return;
            var value = random.NewScalar();
            Check(random, path, value, WithAt(random.Tree, path, _ => value));
        },
        iter: Cases);

    [Fact]
    public void A_new_item_is_all_that_an_add_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new RandomText(seed);
            var path = Descend(random, node => node is FixList);
            if (At(random.Tree, path) is not FixList) return;
            var value = random.NewValue(2);
            Check(random, path, value, WithAt(random.Tree, path, node => new FixList(((FixList)node).Items.Add(value))), isAdd: true);
        },
        iter: Cases);

    [Fact]
    public void A_removed_part_is_all_that_a_removal_changes() => Gen.Int.Sample(
        seed =>
        {
            var random = new RandomText(seed);
            var path = Descend(random, _ => random.Next(3) == 0);
            if (path.IsEmpty || Without(random.Tree, path) is not FixMap { Entries.IsEmpty: false } expected) return;
            Check(random, path, null, expected);
        },
        iter: Cases);

    private static void Check(RandomText random, ImmutableArray<PathSegment> path, FixValue? value, FixValue expected, bool isAdd = false)
    {
        var before = SyntaxTree.Read(new SourceText("t", random.Text));
        Assert.Equal(RandomText.Canonical(random.Tree), RandomText.Canonical(RandomText.FromSyntax(before.Root)));
        var draft = Edited.DraftOf(random.Text);
        var runner = new StepRunner(draft, [], path, null, ListStrategy.Merge);
        var done = value is null ? runner.Remove(path) : isAdd ? runner.Add(path, value) : runner.Set(path, value);
        Assert.True(done, $"The writer gave up on {string.Join(".", path)}:\n" + random.Text);
        var after = draft.Page.Tree;
        Assert.Empty(after.Errors);
        Assert.True(
            RandomText.Canonical(expected) == RandomText.Canonical(RandomText.FromSyntax(after.Root)),
            $"{(value is null ? "remove" : "set")} {string.Join(".", path)}\n{random.Text}\n=====\n{after.Text.Content}");
        if (value is not null) Assert.Equal(Count(random.Text), Count(after.Text.Content));
        var isDos = random.Text.Contains('\r', StringComparison.Ordinal);
        Assert.DoesNotContain(isDos ? "\n" : "\r", after.Text.Content.Replace("\r\n", isDos ? "" : "\r", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static int Count(string text) => text.Split("# c").Length - 1;

    /// <summary>A random way down to a node that is wanted, or to where there is no further way.</summary>
    private static ImmutableArray<PathSegment> Descend(RandomText random, Func<FixValue, bool> wanted)
    {
        var path = ImmutableArray<PathSegment>.Empty;
        FixValue node = random.Tree;
        while (!(wanted(node) && (random.Next(3) > 0 || node is FixScalar)))
        {
            if (node is FixMap { Entries: { IsEmpty: false } entries })
            {
                var (key, child) = entries[random.Next(entries.Length)];
                path = path.Add(new PathSegment(key));
                node = child;
            }
            else if (node is FixList { Items: { IsEmpty: false } items })
            {
                var index = random.Next(items.Length);
                path = path.Add(new PathSegment("", true, index));
                node = items[index];
            }
            else break;
        }

        while (!path.IsEmpty && !wanted(At(random.Tree, path))) path = path.RemoveAt(path.Length - 1);
        return path;
    }

    private static FixValue At(FixValue tree, ImmutableArray<PathSegment> path)
    {
        foreach (var segment in path)
        {
            tree = tree is FixMap map ? map.Entries.First(e => e.Key == segment.Key).Value : ((FixList)tree).Items[segment.Index ?? 0];
        }

        return tree;
    }

    private static FixValue WithAt(FixValue tree, ImmutableArray<PathSegment> path, Func<FixValue, FixValue> change)
    {
        if (path.IsEmpty) return change(tree);
        var rest = path.RemoveAt(0);
        return tree is FixMap map
            ? new FixMap([.. map.Entries.Select(e => e.Key == path[0].Key ? (e.Key, WithAt(e.Value, rest, change)) : e)])
            : new FixList([.. ((FixList)tree).Items.Select((item, at) => at == path[0].Index ? WithAt(item, rest, change) : item)]);
    }

    /// <summary>The tree without a part; a mapping that would be empty goes with it. Null where nothing would be left.</summary>
    private static FixValue? Without(FixValue tree, ImmutableArray<PathSegment> path)
    {
        var parent = path.RemoveAt(path.Length - 1);
        var left = At(tree, parent) is FixMap map
            ? (FixValue)new FixMap([.. map.Entries.Where(e => e.Key != path[^1].Key)])
            : new FixList([.. ((FixList)At(tree, parent)).Items.Where((_, at) => at != path[^1].Index)]);
        if (left is not FixMap { Entries.IsEmpty: true }) return WithAt(tree, parent, _ => left);
        return parent.IsEmpty ? null : Without(tree, parent);
    }
}
