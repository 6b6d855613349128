using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>
/// Reads a CloudFormation template after an edit within one resource: that resource, and what is no resource; the others are taken
/// from the template before.
/// </summary>
internal static class SplicedReader
{
    /// <summary>The section whose entries are the resources.</summary>
    public const string Section = "Resources";

    /// <param name="splice">The edited text.</param>
    /// <param name="before">The template before the edit.</param>
    /// <param name="context">What is known beside the text.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The template, the same as if all of it had been read; null where all of it must be.</returns>
    public static Template? Read(Splice splice, Template before, TemplateContext context, CancellationToken cancellation)
    {
        if (before.Record is not { } record || !record.IsGiven(context) || Nodes.Mapping(splice.Tree.Root) is not { } root) return null;
        var reading = new Reading(splice.Tree, root, context, nesting: 0, cancellation, isPlain: true);
        var entry = reading.Names.Entries[splice.Index];
        if (entry.IsModule || ResourceNames.Stray(splice.Tree, root).Any()) return null;
        var at = record.ResourceOf[splice.Index];
        var edited = new ResourceReader(reading).Read(entry);
        if (edited?.Type != (at < 0 ? null : before.Resources[at].Type)) return null;
        if (record.HistoryAfter(splice.Shift, before.Resources.Where((_, index) => index != at)) is not { } history) return null;

        var sections = CloudFormationReader.ReadSections(reading);
        reading.Conditions.ReadAll();
        if (!reading.IsPlain || !KeepProblems(splice, before.Problems, reading)) return null;
        var hanging = record.HangingOnErrors.Where(name => name.Length > 0 && name != entry.Name).Union(reading.HangingOnErrors).ToImmutableHashSet();
        // With the first error and without the last one, more than the edited resource may read otherwise.
        if (record.HasErrors == splice.Tree.Errors.IsEmpty && record.HangingOnErrors.Union(hanging).Any(name => name != entry.Name)) return null;
        var next = record with
        {
            HangingOnErrors = hanging,
            HasErrors = !splice.Tree.Errors.IsEmpty,
            Metadata = Merge(record.Metadata, SuppressionReader.ReadMetadata(entry, reading), entry.Name, splice),
            History = history,
        };
        return CloudFormationReader.Make(reading, Resources(before, at, edited, history, reading), sections, next, before.Index);
    }

    private static ImmutableArray<Resource> Resources(Template before, int at, Resource? edited, TextHistory history, Reading reading)
    {
        var moves = new Dictionary<SourceText, ValueShift>(ReferenceEqualityComparer.Instance);
        foreach (var (text, shift) in history.Shifts) moves[text] = new ValueShift(shift, reading.Conditions.Known);
        var resources = ImmutableArray.CreateBuilder<Resource>(before.Resources.Length);
        for (var i = 0; i < before.Resources.Length; i++)
        {
            var resource = before.Resources[i];
            resources.Add(i == at && edited is not null ? edited : resource.MovedBy(moves[resource.Origin.NamePlace.Document]));
        }

        return resources.MoveToImmutable();
    }

    /// <summary>Takes over what was wrong with the other resources; false where something is wrong elsewhere, which may hang on the edited one.</summary>
    private static bool KeepProblems(Splice splice, ImmutableArray<TemplateProblem> problems, Reading reading)
    {
        foreach (var problem in problems)
        {
            var span = problem.Place.Span;
            // What is wrong with a comment is found again with the comments.
            if (splice.Replaced.Contains(span) || problem.Place.Document.Content.AsSpan(span.Start) is ['#', ..]) continue;
            if (!splice.Around.Contains(span) || splice.Shift.Move(span) is not { } moved) return false;
            reading.Problems.Add(new Place(splice.Tree.Text, moved), problem.Message);
        }

        return true;
    }

    /// <summary>The suppressions in order of the resources: those before the edited one, its own, and the rest.</summary>
    private static ImmutableArray<Suppression> Merge(ImmutableArray<Suppression> before, ImmutableArray<Suppression> own, string edited, Splice splice)
    {
        if (before.IsEmpty) return own;
        var moved = before.Where(suppression => suppression.Resource != edited)
            .Select(suppression => suppression with { Place = new Place(splice.Tree.Text, splice.Shift.MoveWhole(suppression.Place.Span)) }).ToList();
        return [.. moved.Where(IsAbove), .. own, .. moved.Where(suppression => !IsAbove(suppression))];

        bool IsAbove(Suppression suppression) => suppression.Place.Span.Start < splice.Replaced.Start;
    }
}
