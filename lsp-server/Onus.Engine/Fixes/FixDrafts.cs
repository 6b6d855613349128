using System.Collections.Immutable;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>The drafts of a fix, one for each document that it touches.</summary>
internal sealed class FixDrafts(Analysis analysis)
{
    private readonly Dictionary<string, Draft> drafts = [];

    /// <summary>The fix changes one branch of a condition.</summary>
    public bool ChangesBranch { get; set; }

    /// <summary>The fix takes a condition away whose branches would be equal.</summary>
    public bool DropsCondition { get; set; }

    /// <summary>The fix puts a value where one was computed.</summary>
    public bool ReplacesComputed { get; set; }

    /// <summary>The fix changes the body of a loop, for all resources that it makes.</summary>
    public bool ChangesLoop { get; set; }

    /// <summary>Some text is changed.</summary>
    public bool IsChanged => drafts.Values.Any(draft => draft.IsChanged);

    /// <summary>Every changed text reads as well as before.</summary>
    public bool AreSound => drafts.Values.All(draft => draft.IsSound);

    /// <summary>What the fix makes of the one entry that it changes, where it changes no more; else null.</summary>
    public TriedEntries? Tried => drafts.Values.Where(draft => draft.IsChanged).ToList() is [var only] && analysis.Trees is [var tree] && ReferenceEquals(only.Original, tree) ? only.Tried : null;

    public IEnumerable<SyntaxTree> ChangedTrees => drafts.Values.Where(draft => draft.IsChanged).Select(draft => draft.Page.Tree);

    /// <summary>The fix changes a module that the template calls, for all who call it.</summary>
    public bool ChangesModule { get; private set; }

    /// <summary>The draft of a document; null for one that the template was not read from.</summary>
    public Draft? For(SourceText document)
    {
        if (drafts.TryGetValue(document.Path, out var known)) return known;
        var tree = analysis.Trees.FirstOrDefault(tree => tree.Text.Path == document.Path);
        if (tree is null)
        {
            if (analysis.Template?.Documents.FirstOrDefault(text => text.Path == document.Path) is not { } text) return null;
            tree = SyntaxTree.Read(text);
            ChangesModule = true;
        }

        return drafts[document.Path] = new Draft(tree);
    }

    public (ImmutableArray<DocumentEdit> Edits, ImmutableArray<Placeholder> Placeholders) Finish()
    {
        var placeholders = ImmutableArray.CreateBuilder<Placeholder>();
        var edits = ImmutableArray.CreateBuilder<DocumentEdit>();
        foreach (var draft in drafts.Values.Where(draft => draft.IsChanged)) edits.AddRange(draft.Finish(edits.Count, placeholders));
        return (edits.ToImmutable(), placeholders.ToImmutable());
    }
}
