using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>Writes a person's reason for not meeting a control, in the form that the file's language has for it.</summary>
internal static class SuppressionFix
{
    /// <summary>The edit that ignores the finding's control on its resource; without edits where the text leaves no place for it.</summary>
    public static Fix For(Analysis analysis, Finding finding, string reason) =>
        new(TitleFor(finding), finding, Write(analysis, finding, reason)?.Finish().Edits ?? [], false);

    /// <summary>Whether the text has a place for the edit.</summary>
    public static bool HasPlace(Analysis analysis, Finding finding) => Write(analysis, finding, "") is { IsChanged: true };

    private static FixDrafts? Write(Analysis analysis, Finding finding, string reason)
    {
        var isWhole = IsOfTemplate(finding);
        var document = isWhole ? finding.Place.Document : finding.Resource.NamePlace.Document;
        var drafts = new FixDrafts(analysis);
        if (analysis.Template is not { } template || drafts.For(document) is not { } draft) return null;
        var body = isWhole ? null : SlotFinder.BodyOf(draft.Original, finding.Resource);
        if (isWhole || body is not null)
        {
            var words = OneLine(reason);
            _ = template.Framework == Framework.Terraform ? AddKey(draft, body, finding.Control.Id, words)
                : AddComment(draft, body, finding.Control.Id, words) || AddMetadata(draft, body, finding.Control.Id, words);
        }

        return drafts;
    }

    /// <summary>What the edit is called.</summary>
    public static string TitleFor(Finding finding) => $"Ignore {finding.Control.Id} for {(IsOfTemplate(finding) ? "this file" : $"`{finding.Resource.Name}`")}";

    private static bool IsOfTemplate(Finding finding) => finding.Binding.Type == "Template";

    private static string OneLine(string reason) => string.Join(' ', reason.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static string Said(string id, string reason) => reason.Length == 0 ? $"onus:ignore {id}" : $"onus:ignore {id} -- {reason}";

    /// <summary>A comment line of its own above the resource's key, or at the top of the file.</summary>
    private static bool AddComment(Draft draft, Slot? body, string id, string reason)
    {
        var page = draft.Page;
        if (page.IsJson) return false;
        var start = body is null ? (page.Text.Content.StartsWith('\uFEFF') ? 1 : 0) : KeyOf(body);
        if (start < 0 || Lines.PrefixAt(page.Text, start) is not { } prefix) return false;
        var line = prefix + "# " + Said(id, reason) + page.Habits.NewLine;
        return draft.Apply([new TextEdit(new TextSpan(start - prefix.Length, 0), line)]);
    }

    private static int KeyOf(Slot body)
    {
        var slot = body;
        while (slot.Entry is null && slot.Parent is { } above) slot = above;
        return slot.Entry?.Key.FullSpan.Start ?? -1;
    }

    private static bool AddMetadata(Draft draft, Slot? body, string id, string reason)
    {
        var lines = new List<(string, FixValue)> { ("id", new FixScalar(id, ScalarKind.Text)) };
        if (reason.Length > 0) lines.Add(("reason", new FixScalar(reason, ScalarKind.Text)));
        var path = body is null ? [] : SlotFinder.PathOf(body);
        var runner = new StepRunner(draft, path, [], null, ListStrategy.Merge);
        ImmutableArray<PathSegment> ignore = [new("Metadata"), new("onus"), new("ignore")];
        return runner.Add(ignore, new FixMap([.. lines]));
    }

    /// <summary>Terraform's comment key: a text, or a list of texts once there are several.</summary>
    private static bool AddKey(Draft draft, Slot? body, string id, string reason)
    {
        var page = draft.Page;
        var said = new FixScalar(Said(id, reason), ScalarKind.Text);
        if ((body?.Value ?? page.Tree.Root) is not MappingNode mapping) return false;
        if (mapping.Entries.IsEmpty) return body is not null && draft.Apply(Insertion.AddEntry(page, body, "//", said));
        if (mapping.Find("//") is not { } known) return draft.Apply(Insertion.AddEntry(page, mapping, "//", said, after: null));
        var slot = Slot.Of(body, mapping, known);
        return draft.Apply(known.Value switch
        {
            SequenceNode => Insertion.AddItem(page, slot, said),
            ScalarNode => Insertion.AddToScalar(page, slot, said),
            _ => Rewriting.Replace(page, slot, new FixList([new RawValue(page.Text[known.Value.FullSpan]), said])),
        });
    }
}
