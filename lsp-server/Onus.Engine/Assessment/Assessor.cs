using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment;

/// <summary>Asks every control of the catalogue that a template's resources have.</summary>
public static class Assessor
{
    public static AssessmentResult Assess(Template template, ICatalogue catalogue, AssessmentOptions options, CancellationToken cancellation = default) =>
        new(template, [], []);
}
