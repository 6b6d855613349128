using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>All verdicts of one template.</summary>
public sealed class AssessmentResult
{
    private ImmutableArray<Verdict> verdicts;

    internal AssessmentResult(Template template, ImmutableArray<ResourceVerdicts> byResource, ImmutableArray<Suppression> unusedSuppressions, ICatalogue catalogue, AssessmentOptions options)
    {
        Template = template;
        ByResource = byResource;
        UnusedSuppressions = unusedSuppressions;
        Catalogue = catalogue;
        Options = options;
    }

    /// <summary>The template assessed.</summary>
    public Template Template { get; }

    /// <summary>By resource in order of the text, then by control; NotApplicable ones included.</summary>
    public ImmutableArray<Verdict> Verdicts
    {
        get
        {
            if (verdicts.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref verdicts, [.. ByResource.SelectMany(one => one.Verdicts)]);
            return verdicts;
        }
    }

    /// <summary>The findings of the open verdicts, each told once.</summary>
    public IEnumerable<Finding> Findings => ByResource.SelectMany(one => one.Findings);

    /// <summary>Suppressions that suppressed nothing.</summary>
    public ImmutableArray<Suppression> UnusedSuppressions { get; }

    /// <summary>What is said of each resource, in order; at the end of the template as a whole.</summary>
    internal ImmutableArray<ResourceVerdicts> ByResource { get; }

    /// <summary>Whose controls were asked.</summary>
    internal ICatalogue Catalogue { get; }

    /// <summary>Under which settings.</summary>
    internal AssessmentOptions Options { get; }
}
