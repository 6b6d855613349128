using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>
/// A text being edited step by step: each step sees a tree of the text as the steps before it left it, and all of them together give
/// one set of edits of the original.
/// </summary>
internal sealed class Draft(SyntaxTree original)
{
    private ImmutableArray<TextEdit> edits = [];

    public Page Page { get; private set; } = new(original);

    public SyntaxTree Original => original;

    public bool IsChanged => !edits.IsEmpty;

    /// <summary>Makes a change. False, with nothing done, where it is null or would make the text harder to read than it was.</summary>
    public bool Apply(ImmutableArray<TextEdit>? change)
    {
        if (change is not { } made) return false;
        if (made.IsEmpty) return true;
        var text = Page.Text.WithContent(TextEdit.Apply(Page.Text.Content, made));
        var tree = SyntaxTree.Read(text, original.Language);
        if (tree.Errors.Length > original.Errors.Length) return false;
        edits = EditComposer.Compose(original.Text.Length, edits, made);
        Page = new Page(tree, Page.Habits);
        return true;
    }

    /// <summary>The edits of the original text, with placeholders taken out of their marks.</summary>
    /// <param name="firstIndex">The index that the first edit will have in its fix.</param>
    /// <param name="placeholders">Where the placeholders are noted.</param>
    public ImmutableArray<DocumentEdit> Finish(int firstIndex, ImmutableArray<Placeholder>.Builder placeholders) =>
        [.. edits.Select((edit, at) => new DocumentEdit(original.Text, Placeholders.Extract(edit, firstIndex + at, placeholders)))];
}
