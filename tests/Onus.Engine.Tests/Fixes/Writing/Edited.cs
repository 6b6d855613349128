using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Fixes;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Writing;

/// <summary>Makes one change of a text and gives the text after it; null where the writer would not do it.</summary>
internal static class Edited
{
    public static string? Set(string text, string path, FixValue value, ListStrategy lists = ListStrategy.Merge) =>
        Change(text, path, lists, (runner, parsed) => runner.Set(parsed, value));

    public static string? Set(string text, string path, bool value) => Set(text, path, new FixScalar(value ? "true" : "false", ScalarKind.Boolean));

    public static string? Set(string text, string path, string value) => Set(text, path, new FixScalar(value, ScalarKind.Text));

    public static string? Remove(string text, string path) => Change(text, path, ListStrategy.Merge, (runner, parsed) => runner.Remove(parsed));

    public static string? Add(string text, string path, FixValue item) => Change(text, path, ListStrategy.Merge, (runner, parsed) => runner.Add(parsed, item));

    public static FixValue Map(params (string, FixValue)[] entries) => new FixMap([.. entries]);

    public static FixValue List(params FixValue[] items) => new FixList([.. items]);

    public static FixValue Text(string text) => new FixScalar(text, ScalarKind.Text);

    public static FixValue True { get; } = new FixScalar("true", ScalarKind.Boolean);

    public static Draft DraftOf(string text) => new(SyntaxTree.Read(new SourceText("template", text)));

    private static string? Change(string text, string path, ListStrategy lists, Func<StepRunner, ImmutableArray<PathSegment>, bool> change)
    {
        var draft = DraftOf(text);
        var runner = new StepRunner(draft, [], PathSegment.Parse(path), null, lists);
        if (!change(runner, PathSegment.Parse(path))) return null;
        var after = TextEdit.Apply(text, draft.Finish(0, ImmutableArray.CreateBuilder<Placeholder>()).Select(edit => edit.Edit));
        Assert.Equal(Placeholders.Strip(draft.Page.Text.Content), after);
        return after;
    }
}
