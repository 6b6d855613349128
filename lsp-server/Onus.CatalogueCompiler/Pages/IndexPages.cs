using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Pages;

/// <summary>Writes the pages by which a control is found: by service, duty, profile, and by the ids of Security Hub and CIS.</summary>
/// <param name="files">The service files.</param>
/// <param name="duties">The duties' titles by id, in their order.</param>
internal sealed class IndexPages(IReadOnlyList<ServiceFile> files, IReadOnlyList<(string Id, string Title)> duties)
{
    private const string Head = "| control | | severity | profile | CloudFormation | Terraform |\n|---|---|---|---|---|---|\n";

    private static readonly (string File, string Title)[] Pages =
        [("README.md", "service"), ("by-duty.md", "duty"), ("by-profile.md", "profile"), ("by-security-hub-id.md", "Security Hub id"), ("by-cis-id.md", "CIS id")];

    private IEnumerable<Control> Controls => files.SelectMany(file => file.Controls).Select(entry => entry.Control);

    public IEnumerable<(string Name, string Text)> Write()
    {
        yield return (Pages[0].File, Page(0, ByService()));
        yield return (Pages[1].File, Page(1, ByDuty()));
        yield return (Pages[2].File, Page(2, ByProfile()));
        yield return (Pages[3].File, Page(3, ById("securityhub", static id => id[..id.IndexOf('.', StringComparison.Ordinal)], static id => id)));
        yield return (Pages[4].File, Page(4, ById("cis", static id => $"CIS AWS Foundations Benchmark {id[..id.IndexOf(' ', StringComparison.Ordinal)]}", static id => id[(id.IndexOf(' ', StringComparison.Ordinal) + 1)..])));
    }

    private static string Page(int at, string body)
    {
        var others = Pages.Where((_, i) => i != at).Select(page => $"[{page.Title}]({page.File})");
        return $"<!-- {PageSet.MadeBy} from schemas/catalogue; not for editing. -->\n\n# Controls by {Pages[at].Title}\n\nThe same by {string.Join(", ", others)}. What the profiles mean: [profiles](../profiles.md). How to write one: [writing controls](../writing-controls.md).\n{body}";
    }

    private string ByService()
    {
        var text = new StringBuilder();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.OrdinalIgnoreCase)) Table(text, file.Name, file.Controls.Select(entry => entry.Control));
        return text.ToString();
    }

    private string ByDuty()
    {
        var text = new StringBuilder();
        foreach (var (id, title) in duties) Table(text, title, Controls.Where(control => control.Duty == id));
        return text.ToString();
    }

    private string ByProfile()
    {
        var text = new StringBuilder();
        foreach (var profile in Enum.GetValues<Profile>()) Table(text, Words.Of(profile), Controls.Where(control => control.Profile == profile));
        return text.ToString();
    }

    private string ById(string source, Func<string, string> groupOf, Func<string, string> shown)
    {
        var text = new StringBuilder();
        var ids = Controls.SelectMany(control => control.References.Where(reference => reference.Kind == source).SelectMany(reference => reference.Ids).Select(id => (Id: id, Control: control)));
        foreach (var group in ids.GroupBy(pair => groupOf(pair.Id)).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n## {group.Key}\n\n| id | controls |\n|---|---|\n");
            foreach (var same in group.GroupBy(pair => pair.Id).OrderBy(same => same.Key, NaturalOrder.Instance))
                text.Append($"| {shown(same.Key)} | {string.Join("<br>", same.Select(pair => pair.Control).DistinctBy(control => control.Id).Select(control => $"[{control.Title}]({control.Id}.md)"))} |\n");
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, string heading, IEnumerable<Control> controls)
    {
        text.Append($"\n## {heading}\n\n{Head}");
        foreach (var control in controls)
            text.Append($"| [{control.Id}]({control.Id}.md) | {control.Title} | {Words.Of(control.Severity)} | {Words.Of(control.Profile)} | {Has(control, Framework.CloudFormation)} | {Has(control, Framework.Terraform)} |\n");
    }

    private static string Has(Control control, Framework framework) => control.Bindings.Any(binding => binding.Framework == framework) ? "✓" : "";
}
