using System.Collections.Immutable;
using Onus.Engine.Assessment.Reuse;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>
/// What the controls say of one resource. Where an edit left all that they look at as it was, the findings are moved, and the
/// verdicts are made when somebody asks for them; nothing of the assessment before is held on to.
/// </summary>
internal sealed class ResourceVerdicts
{
    private readonly Explainer? explainer;
    private ImmutableArray<Answer> answers;
    private ImmutableArray<Verdict> verdicts;

    private ResourceVerdicts(Resource resource, ImmutableArray<Finding> told, ImmutableArray<Finding> findings, Explainer? explainer = null)
    {
        Resource = resource;
        Told = told;
        Findings = findings;
        this.explainer = explainer;
    }

    public Resource Resource { get; }

    /// <summary>By control.</summary>
    public ImmutableArray<Verdict> Verdicts
    {
        get
        {
            if (verdicts.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref verdicts, MakeVerdicts());
            return verdicts;
        }
    }

    /// <summary>All findings of the open verdicts.</summary>
    public ImmutableArray<Finding> Told { get; }

    /// <summary>Those that no other verdict tells before.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Somebody accepted something of it.</summary>
    public bool HasAccepted { get; private init; }

    /// <summary>What the verdicts are, without what they are about.</summary>
    private ImmutableArray<Answer> Answers
    {
        get
        {
            if (answers.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref answers, [.. verdicts.Select(static verdict => new Answer(verdict.Control, verdict.Binding, verdict.Kind, verdict.Told.Length))]);
            return answers;
        }
    }

    /// <summary>What the controls were found to say.</summary>
    public static ResourceVerdicts Of(Resource resource, ImmutableArray<Verdict> verdicts)
    {
        var told = All(verdicts, static verdict => verdict.Told);
        var findings = verdicts.All(static verdict => verdict.Findings == verdict.Told) ? told : All(verdicts, static verdict => verdict.Findings);
        return new ResourceVerdicts(resource, told, findings)
        {
            verdicts = verdicts,
            HasAccepted = verdicts.Any(static verdict => verdict.Kind == VerdictKind.Accepted),
        };
    }

    /// <summary>The findings where they stand after an edit; null where it touched one.</summary>
    /// <param name="moves">What the edit moved.</param>
    /// <param name="resource">The resource now.</param>
    public ImmutableArray<Finding>? ToldAfter(Moves moves, Resource resource)
    {
        if (Told.IsEmpty) return Told;
        var moved = ImmutableArray.CreateBuilder<Finding>(Told.Length);
        foreach (var finding in Told)
        {
            if (moves.Of(finding, resource) is not { } now) return null;
            moved.Add(now);
        }

        return moved.MoveToImmutable();
    }

    /// <summary>The same said of the resource where it stands now; not where somebody accepted something.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="told">What <see cref="ToldAfter"/> gave.</param>
    /// <param name="findings">Those of them that no other verdict tells before.</param>
    /// <param name="explainer">Works out the reasons.</param>
    public ResourceVerdicts MovedTo(Resource resource, ImmutableArray<Finding> told, ImmutableArray<Finding> findings, Explainer explainer) =>
        new(resource, told, findings, explainer) { answers = Answers };

    private static ImmutableArray<Finding> All(ImmutableArray<Verdict> verdicts, Func<Verdict, ImmutableArray<Finding>> of)
    {
        var count = 0;
        foreach (var verdict in verdicts) count += of(verdict).Length;
        if (count == 0) return [];
        var all = ImmutableArray.CreateBuilder<Finding>(count);
        foreach (var verdict in verdicts) all.AddRange(of(verdict));
        return all.MoveToImmutable();
    }

    private ImmutableArray<Verdict> MakeVerdicts()
    {
        var made = ImmutableArray.CreateBuilder<Verdict>(answers.Length);
        var next = 0;
        foreach (var (control, binding, kind, count) in answers)
        {
            var told = Told.Slice(next, count);
            next += count;
            made.Add(new Verdict
            {
                Control = control,
                Binding = binding,
                Resource = Resource,
                Kind = kind,
                Explainer = explainer,
                Told = told,
                Findings = Told == Findings ? told : [.. told.Where(finding => Findings.Contains(finding, ReferenceEqualityComparer.Instance))],
            });
        }

        return made.MoveToImmutable();
    }

    /// <param name="Control">The control.</param>
    /// <param name="Binding">Its condition.</param>
    /// <param name="Kind">What it says.</param>
    /// <param name="Told">How many findings it has.</param>
    private readonly record struct Answer(Control Control, Binding Binding, VerdictKind Kind, int Told);
}
