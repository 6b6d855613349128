using System.Collections.Immutable;
using Onus.Engine.Assessment.Reuse;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>
/// What the controls say of one resource. Where an edit left all that they look at as it was, the findings are moved, and the
/// verdicts only when somebody asks for them.
/// </summary>
internal sealed class ResourceVerdicts
{
    private readonly ResourceVerdicts? origin;
    private readonly Explainer? explainer;
    private ImmutableArray<Verdict> verdicts;

    private ResourceVerdicts(Resource resource, SourceText text, ImmutableArray<Finding> told, ImmutableArray<Finding> findings)
    {
        Resource = resource;
        Text = text;
        Told = told;
        Findings = findings;
    }

    public Resource Resource { get; }

    /// <summary>By control.</summary>
    public ImmutableArray<Verdict> Verdicts
    {
        get
        {
            if (verdicts.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref verdicts, Move());
            return verdicts;
        }
    }

    /// <summary>All findings of the open verdicts.</summary>
    public ImmutableArray<Finding> Told { get; }

    /// <summary>Those that no other verdict tells before.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Somebody accepted something of it.</summary>
    public bool HasAccepted { get; private init; }

    /// <summary>What was said when the controls were asked; itself unless it was only moved since.</summary>
    public ResourceVerdicts Origin => origin ?? this;

    /// <summary>The text of which it was said.</summary>
    public SourceText Text { get; }

    /// <summary>What the controls were found to say.</summary>
    public static ResourceVerdicts Of(Resource resource, ImmutableArray<Verdict> verdicts)
    {
        var told = All(verdicts, static verdict => verdict.Told);
        var findings = verdicts.All(static verdict => verdict.Findings == verdict.Told) ? told : All(verdicts, static verdict => verdict.Findings);
        return new ResourceVerdicts(resource, resource.NamePlace.Document, told, findings)
        {
            verdicts = verdicts,
            HasAccepted = verdicts.Any(static verdict => verdict.Kind == VerdictKind.Accepted),
        };
    }

    private static ImmutableArray<Finding> All(ImmutableArray<Verdict> verdicts, Func<Verdict, ImmutableArray<Finding>> of)
    {
        var count = 0;
        foreach (var verdict in verdicts) count += of(verdict).Length;
        if (count == 0) return [];
        var all = ImmutableArray.CreateBuilder<Finding>(count);
        foreach (var verdict in verdicts) all.AddRange(of(verdict));
        return all.MoveToImmutable();
    }

    /// <summary>The findings where they stand now; null where an edit touched one.</summary>
    /// <param name="moves">What edits moved since they were told.</param>
    /// <param name="resource">The resource now.</param>
    public ImmutableArray<Finding>? ToldAfter(Moves moves, Resource resource)
    {
        var told = Origin.Told;
        if (told.IsEmpty) return told;
        var moved = ImmutableArray.CreateBuilder<Finding>(told.Length);
        foreach (var finding in told)
        {
            if (moves.Of(finding, resource) is not { } now) return null;
            moved.Add(now);
        }

        return moved.MoveToImmutable();
    }

    /// <summary>The same said of the resource where it stands now.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="told">What <see cref="ToldAfter"/> gave.</param>
    /// <param name="findings">Those of them that no other verdict tells before.</param>
    /// <param name="explainer">Works out the reasons.</param>
    public ResourceVerdicts MovedTo(Resource resource, ImmutableArray<Finding> told, ImmutableArray<Finding> findings, Explainer explainer) =>
        new(Origin, resource, told, findings, explainer);

    /// <summary>The same with its verdicts made, so that nothing of the text in which it was said is needed any more.</summary>
    public ResourceVerdicts Settled() => new(Resource, Resource.NamePlace.Document, Told, Findings) { verdicts = Verdicts, HasAccepted = HasAccepted };

    private ResourceVerdicts(ResourceVerdicts origin, Resource resource, ImmutableArray<Finding> told, ImmutableArray<Finding> findings, Explainer explainer)
        : this(resource, origin.Text, told, findings)
    {
        this.origin = origin;
        this.explainer = explainer;
        HasAccepted = origin.HasAccepted;
    }

    private ImmutableArray<Verdict> Move()
    {
        var moved = ImmutableArray.CreateBuilder<Verdict>(origin!.Verdicts.Length);
        var next = 0;
        foreach (var verdict in origin.Verdicts)
        {
            var told = Told.Slice(next, verdict.Told.Length);
            next += told.Length;
            moved.Add(verdict with
            {
                Resource = Resource,
                Explainer = explainer,
                Told = told,
                Findings = Told == Findings ? told : [.. told.Where(finding => Findings.Contains(finding, ReferenceEqualityComparer.Instance))],
            });
        }

        return moved.MoveToImmutable();
    }
}
