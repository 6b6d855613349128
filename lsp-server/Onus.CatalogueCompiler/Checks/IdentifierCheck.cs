using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Holds a control's aliases and references against the ids that exist.</summary>
/// <param name="identifiers">The ids that exist.</param>
/// <param name="report">Takes what is wrong: the field, the words in it, and a sentence.</param>
internal sealed partial class IdentifierCheck(Identifiers identifiers, Action<string, string, string> report)
{
    private static readonly string[] Tools = ["checkov", "cfn_nag", "trivy", "guard", "cdk_nag"];

    private static readonly string[] References = ["securityhub", "fsbp", "cis", "nist_800_53_r5"];

    public void Check(Control control)
    {
        foreach (var (tool, ids) in control.Aliases) CheckGroup("aliases", tool, ids, Tools);
        foreach (var (kind, ids) in control.References) CheckGroup("references", kind, ids, References);
        foreach (var source in control.Sources)
        {
            if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
                report("sources", source, $"`{source}` is no address; a source begins with https://.");
        }
    }

    private void CheckGroup(string field, string name, ImmutableArray<string> ids, string[] known)
    {
        if (!known.Contains(name))
        {
            report(field, name, $"`{name}` is none of {string.Join(", ", known)}{ConditionCheck.Near(NearestName.To(name, known))}");
            return;
        }

        foreach (var group in ids.GroupBy(id => id).Where(group => group.Count() > 1)) report(field, group.Key, $"`{group.Key}` stands twice under `{name}`.");
        foreach (var id in ids)
        {
            if (Sentence(name, id) is { } sentence) report(field, id, sentence);
        }
    }

    private string? Sentence(string name, string id)
    {
        if (name == "nist_800_53_r5") return Nist().IsMatch(id) ? null : $"`{id}` is no control of NIST SP 800-53; one looks like AC-17(4)(a).";
        var known = identifiers.Of(name == "fsbp" ? "securityhub" : name);
        if (name == "cis")
        {
            var parts = id.Split(' ');
            if (parts.Length != 2) return $"`{id}` is no requirement of CIS; one looks like `v3.0.0 2.1.4`.";
            known = identifiers.Of("cis " + parts[0]);
            return known is null ? $"`{parts[0]}` is no version of the CIS benchmark that Onus knows."
                : known.Contains(parts[1]) ? null : $"the CIS benchmark {parts[0]} has no requirement `{parts[1]}`.";
        }

        if (known is null || known.Contains(id)) return null;
        return $"{name} has no `{id}`{ConditionCheck.Near(NearestName.To(id, known))}";
    }

    [GeneratedRegex(@"^[A-Z]{2}-\d{1,2}(\(\d{1,2}\)|\([a-z]\)|[a-z](\.\d{1,2})?)*$")]
    private static partial Regex Nist();
}
