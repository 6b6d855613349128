using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation.Sam;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>
/// Reads a CloudFormation template after an edit within one resource: that resource, and what is no resource; the others are taken
/// from the template before.
/// </summary>
internal static class SplicedReader
{
    /// <param name="splice">The edited text.</param>
    /// <param name="before">The template before the edit.</param>
    /// <param name="context">What is known beside the text.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The template, the same as if all of it had been read; null where all of it must be.</returns>
    public static Template? Read(Splice splice, Template before, TemplateContext context, CancellationToken cancellation)
    {
        if (before.Record is not { } record || !record.IsGiven(context) || Nodes.Mapping(splice.Tree.Root) is not { } root) return null;
        var reading = new Reading(splice.Tree, root, context, nesting: 0, cancellation, isPlain: true, splice.Added == 0 ? record.Places : null);
        var entries = reading.Names.Entries.AsSpan().Slice(splice.Index, 1 + splice.Added).ToArray();
        if (!CanBeRead(entries, record) || ResourceNames.Stray(splice.Tree, root).Any()) return null;
        var at = record.ResourceOf[splice.Index];
        var reader = new ResourceReader(reading);
        var read = entries.Select(reader.Read).ToList();
        if (read[0]?.Type != (at < 0 ? null : before.Resources[at].Type)) return null;
        var history = record.History.After(splice.Shift, OriginsBut(at, before.Resources));

        var sections = CloudFormationReader.ReadSections(reading);
        reading.Conditions.ReadAll();
        if (!reading.IsPlain || !KeepProblems(splice, before.Problems, reading)) return null;
        var edited = entries[0].Name;
        var hanging = record.HangingOnErrors.Where(name => name.Length > 0 && name != edited).Union(reading.HangingOnErrors).ToImmutableHashSet();
        // With the first error and without the last one, more than the edited resource may read otherwise.
        if (record.HasErrors == splice.Tree.Errors.IsEmpty && record.HangingOnErrors.Union(hanging).Any(name => name != edited)) return null;
        var (resources, resourceOf) = Merge(before, record, splice, read, history, reading);
        var next = record with
        {
            ResourceOf = resourceOf,
            Reading = reading,
            Places = reading.Names.Places,
            HangingOnErrors = hanging,
            HasErrors = !splice.Tree.Errors.IsEmpty,
            Metadata = Merge(record.Metadata, [.. entries.SelectMany(entry => SuppressionReader.ReadMetadata(entry, reading))], edited, splice),
            History = history,
        };
        return CloudFormationReader.Make(reading, resources, sections, next, splice.Added == 0 ? before.Index : null);
    }

    /// <summary>
    /// The template as an edit would make it, good for a question about what the edited resource says: the others stand where they
    /// stood, and what is wrong is not told.
    /// </summary>
    /// <param name="tried">The edited entry.</param>
    /// <param name="before">The template before the edit.</param>
    /// <returns>Null where it must be read as after any other edit.</returns>
    public static Template? Try(TriedEntries tried, Template before)
    {
        if (before.Record is not { HasErrors: false, Reading: { } known } record || !tried.Tree.Errors.IsEmpty) return null;
        var reading = known.With(tried);
        var entries = reading.Names.Entries;
        if (!CanBeRead(entries.AsSpan(), record)) return null;
        var at = record.ResourceOf[tried.Index];
        var read = entries.Select(new ResourceReader(reading).Read).ToList();
        if (at < 0 || read[0]?.Type != before.Resources[at].Type || reading.Hidden.Count > 0) return null;
        var resources = before.Resources.SetItem(at, read[0]!).InsertRange(at + 1, read.Skip(1).OfType<Resource>());
        return new Template
        {
            Framework = before.Framework,
            Documents = before.Documents,
            Resources = resources,
            Declarations = before.Declarations,
            ReadRoots = () => before.Roots,
            Suppressions = before.Suppressions,
            ResourcesPlace = before.ResourcesPlace,
            Account = before.Account,
            KnownIndex = tried.Added == 0 ? before.Index : null,
        };
    }

    /// <summary>Whether the edited resource, and those added below it, say all that they say by themselves.</summary>
    private static bool CanBeRead(ReadOnlySpan<ResourceEntry> entries, ReadingRecord record)
    {
        foreach (var entry in entries)
        {
            if (entry.IsModule || SamNames.IsSam(entry.Type)) return false;
        }

        // A name that led nowhere may be one of those added.
        var edited = entries[0].Name;
        return entries.Length == 1 || record.HangingOnErrors.All(name => name == edited);
    }

    private static IEnumerable<SourceText> OriginsBut(int at, ImmutableArray<Resource> resources)
    {
        for (var i = 0; i < resources.Length; i++)
        {
            if (i != at) yield return resources[i].OriginText;
        }
    }

    /// <summary>The resources in order of the text: those kept, moved, and those read in their places.</summary>
    private static (ImmutableArray<Resource> Resources, ImmutableArray<int> ResourceOf) Merge(
        Template before, ReadingRecord record, Splice splice, List<Resource?> read, TextHistory history, Reading reading)
    {
        var moves = new Dictionary<SourceText, ValueShift>(ReferenceEqualityComparer.Instance);
        foreach (var (text, shift) in history.Shifts) moves[text] = new ValueShift(shift, reading.Conditions.Known);
        var resources = ImmutableArray.CreateBuilder<Resource>(before.Resources.Length + splice.Added);
        var resourceOf = splice.Added == 0 ? null : ImmutableArray.CreateBuilder<int>(record.ResourceOf.Length + splice.Added);
        for (var i = 0; i < record.ResourceOf.Length; i++)
        {
            if (i == splice.Index) read.ForEach(Add);
            else Add(record.ResourceOf[i] < 0 ? null : Moved(before.Resources[record.ResourceOf[i]]));
        }

        return (resources.DrainToImmutable(), resourceOf?.MoveToImmutable() ?? record.ResourceOf);

        void Add(Resource? resource)
        {
            resourceOf?.Add(resource is null ? -1 : resources.Count);
            if (resource is not null) resources.Add(resource);
        }

        Resource Moved(Resource resource)
        {
            var moved = resource.MovedBy(moves[resource.OriginText]);
            return history.IsLeaving(resource.OriginText) ? moved.With(moved.Body) : moved;
        }
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
