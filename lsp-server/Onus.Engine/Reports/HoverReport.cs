using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>Decides what a place of the text is about.</summary>
internal static class HoverReport
{
    public static Explanation? At(Analysis analysis, string path, int offset)
    {
        if (analysis.Template is not { } template) return null;
        if (template.ResourcesPlace is { } resources && Touches(resources, path, offset))
            return new Explanation(resources, TemplateHover.Write(analysis));
        if (ResourceAt(template, path, offset) is not { } resource) return null;
        if (Touches(resource.NamePlace, path, offset)) return new Explanation(resource.NamePlace, ResourceHover.Write(analysis, resource));
        if (Touches(resource.TypePlace, path, offset)) return new Explanation(resource.TypePlace, ResourceHover.Write(analysis, resource));
        return PropertyHover.At(analysis, resource, path, offset);
    }

    /// <summary>The innermost deployed resource around an offset; those that SAM derives are left to their origin.</summary>
    internal static Resource? ResourceAt(Template template, string path, int offset)
    {
        Resource? best = null;
        foreach (var resource in template.Resources)
        {
            if (!resource.IsDeployed || resource.DerivedFrom is not null || !Touches(resource.WholePlace, path, offset)
                && !Touches(resource.NamePlace, path, offset) && !Touches(resource.TypePlace, path, offset)) continue;
            if (best is null || resource.WholePlace.Span.Length < best.WholePlace.Span.Length) best = resource;
        }

        return best;
    }

    private static bool Touches(Place place, string path, int offset) =>
        place.Document is { } document && document.Path == path && place.Span.Touches(offset);
}
