using System.Text.RegularExpressions;
using Onus.CatalogueCompiler;
using Onus.CatalogueCompiler.Pages;
using Onus.Engine.Tests.Catalogue.Examples;
using Xunit;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>The pages that <c>npm run docs</c> makes of the catalogue.</summary>
public sealed partial class PagesTests(CatalogueFixture catalogue) : IClassFixture<CatalogueFixture>
{
    private static readonly IReadOnlyDictionary<string, string> Pages = Compiler.Pages(SchemaFiles.Root);

    [Fact]
    public void Every_control_has_a_page_that_says_what_it_is_and_where_it_comes_from()
    {
        foreach (var file in catalogue.Files)
        {
            foreach (var entry in file.Controls)
            {
                var page = Pages[entry.Control.Id + ".md"];
                Assert.StartsWith($"<!-- Made by `npm run docs` from schemas/catalogue/{file.Service}.yaml; not for editing. -->\n\n# {entry.Control.Title}\n", page, StringComparison.Ordinal);
                foreach (var said in new[] { entry.Control.Id, entry.Control.Why, "## What is asked", "## Fix", $"onus:ignore {entry.Control.Id}" }.Concat(entry.Control.Sources)) Assert.Contains(said, page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_indexes_hold_every_control_and_every_id()
    {
        var controls = catalogue.Entries.Select(entry => entry.Control).ToList();
        foreach (var index in new[] { "README.md", "by-duty.md", "by-profile.md" })
        {
            foreach (var control in controls) Assert.Equal(2, Pages[index].Split($"[{control.Id}]({control.Id}.md)").Length);
        }

        foreach (var id in controls.SelectMany(control => control.References.Where(group => group.Kind == "securityhub").SelectMany(group => group.Ids)))
            Assert.Contains($"| {id} |", Pages["by-security-hub-id.md"], StringComparison.Ordinal);
        foreach (var id in controls.SelectMany(control => control.References.Where(group => group.Kind == "cis").SelectMany(group => group.Ids)))
            Assert.Contains($"| {id.Split(' ')[1]} |", Pages["by-cis-id.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_leads_to_a_page()
    {
        var root = Path.GetFullPath(Path.Combine(SchemaFiles.Root, "..", "docs", "controls"));
        var broken = Pages.SelectMany(page => Links().Matches(Code().Replace(page.Value, "")).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !Pages.ContainsKey(link) && !File.Exists(Path.Combine(root, link))).Select(link => $"{page.Key}: {link}"));
        Assert.Empty(broken);
    }

    [Fact]
    public void The_same_catalogue_makes_the_same_pages() => Assert.Equal(Pages, Compiler.Pages(SchemaFiles.Root));

    [Fact]
    public void Pages_that_are_changed_missing_or_left_over_are_stale_until_they_are_written_anew()
    {
        var folder = Directory.CreateTempSubdirectory("onus-pages-").FullName;
        try
        {
            var pages = new Dictionary<string, string> { ["a.md"] = "<!-- Made by `npm run docs` -->\na\n", ["b.md"] = "b\n" };
            Assert.Equal(["a.md", "b.md"], PageSet.Stale(pages, folder));
            PageSet.Write(pages, folder);
            Assert.Empty(PageSet.Stale(pages, folder));

            File.AppendAllText(Path.Combine(folder, "b.md"), "by hand");
            File.WriteAllText(Path.Combine(folder, "by-hand.md"), "nobody's page");
            pages.Remove("a.md");
            Assert.Equal(["a.md", "b.md"], PageSet.Stale(pages, folder));
            PageSet.Write(pages, folder);
            Assert.Empty(PageSet.Stale(pages, folder));
            Assert.Equal(["b.md", "by-hand.md"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("S3.2", "S3.10")]
    [InlineData("2.1.1", "2.1.2")]
    [InlineData("2.1", "2.1.1")]
    [InlineData("EC2.9", "S3.1")]
    public void Ids_are_in_the_order_in_which_people_count(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare(first, first));
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)")]
    private static partial Regex Links();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
