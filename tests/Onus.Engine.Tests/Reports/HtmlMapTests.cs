using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Onus.Engine.Reports;
using Xunit;

namespace Onus.Engine.Tests.Reports;

public sealed partial class HtmlMapTests
{
    public static TheoryData<string> Templates => [.. ReportFixtures.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_page_stands_alone(string name)
    {
        var html = HtmlMap.Write(ReportFixtures.Analyse(name));
        Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">", html, StringComparison.Ordinal);
        var page = Parse(html);
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "iframe" or "object" or "embed" or "form" or "link" or "img");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName is "src" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_page_can_be_used_without_eyes_and_without_a_mouse(string name)
    {
        var page = Parse(HtmlMap.Write(ReportFixtures.Analyse(name)));
        Assert.Equal("en", page.Attribute("lang")?.Value);
        Assert.NotEmpty(page.Descendants("title").Single().Value);
        Assert.Single(page.Descendants("main"));
        CheckHeadings(page);
        foreach (var table in page.Descendants("table"))
        {
            Assert.NotNull(table.Attribute("aria-labelledby"));
            Assert.All(table.Element("thead")!.Descendants("th"), head => Assert.Equal("col", head.Attribute("scope")?.Value));
            Assert.All(table.Element("tbody")!.Elements("tr"), row => Assert.Equal("row", row.Element("th")?.Attribute("scope")?.Value));
        }

        Assert.All(page.Descendants().Where(element => element.Attribute("role")?.Value == "img"), mark => Assert.NotEmpty(mark.Attribute("aria-label")!.Value));
        Assert.All(page.Descendants("a"), link => Assert.NotEmpty((link.Attribute("aria-label")?.Value ?? "") + link.Value.Trim()));
        Assert.All(page.Descendants().Attributes("tabindex"), index => Assert.Equal("-1", index.Value));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_cell_leads_to_its_resources(string name)
    {
        var analysis = ReportFixtures.Analyse(name);
        var page = Parse(HtmlMap.Write(analysis));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        var cells = page.Descendants("td").SelectMany(cell => cell.Elements()).ToList();
        Assert.Equal(ResponsibilityMap.Of(analysis).Rows.Sum(row => row.Cells.Length), cells.Count);
        foreach (var cell in cells)
        {
            Assert.Equal("a", cell.Name.LocalName);
            Assert.Contains(cell.Attribute("href")!.Value.TrimStart('#'), ids);
        }

        Assert.All(page.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
        var shown = page.Descendants("article").SelectMany(article => article.Descendants("code")).Select(code => code.Value).ToHashSet();
        Assert.All(
            analysis.Template!.Resources.Where(resource => resource.IsDeployed && resource.DerivedFrom is null),
            resource => Assert.Contains(resource.Name, shown));
    }

    [Fact]
    public void A_resource_leads_to_its_place_where_the_home_of_the_page_can_go_there()
    {
        var page = Parse(HtmlMap.Write(ReportFixtures.Analyse("storage.yaml"), place => $"command:go?{place.Start.Line}&\"x\""));
        Assert.Contains(page.Descendants("a").Attributes("href"), href => href.Value.StartsWith("command:go?", StringComparison.Ordinal) && href.Value.EndsWith("&\"x\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_from_the_template_is_shown_and_not_obeyed()
    {
        var analysis = ReportFixtures.AnalyseText("<b>.tf.json", """{"resource":{"aws_sns_topic":{"<img src=x onerror=alert(1)>":{}}}}""");
        var html = HtmlMap.Write(analysis);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "light")]
    [InlineData(1, "dark")]
    public void Outside_VS_Code_text_stands_out_from_its_ground(int theme, string called)
    {
        var colours = Colour().Matches(HtmlMap.Write(ReportFixtures.Analyse("storage.yaml")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2 + theme].Value);
        foreach (var name in new[] { "fg", "quiet", "link", "open", "unknown", "met" })
        {
            var ratio = Contrast(colours[name], colours["bg"]);
            Assert.True(ratio >= 4.5, $"{name} has a contrast of {ratio:0.0} in the {called} theme");
        }

        Assert.True(Contrast(colours["focus"], colours["bg"]) >= 3);
    }

    [Fact]
    public void In_VS_Code_the_page_has_its_colours() =>
        Assert.All(Colour().Matches(HtmlMap.Write(ReportFixtures.Analyse("storage.yaml"))), match => Assert.StartsWith("var(--vscode-", match.Value[(match.Value.IndexOf(':', StringComparison.Ordinal) + 2)..], StringComparison.Ordinal));

    private static void CheckHeadings(XElement page)
    {
        var levels = page.Descendants().Where(element => element.Name.LocalName is ['h', >= '1' and <= '6']).Select(element => element.Name.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        for (var i = 1; i < levels.Count; i++) Assert.True(levels[i] <= levels[i - 1] + 1, $"h{levels[i]} follows h{levels[i - 1]}");
    }

    /// <summary>The page as XML: it is written so that only the doctype and the void elements keep it from being some.</summary>
    private static XElement Parse(string html) =>
        XElement.Parse(Meta().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<meta$1/>"));

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex("<meta([^>]*)>")]
    private static partial Regex Meta();

    [GeneratedRegex("--([a-z]+): var\\(--vscode-[A-Za-z-]+, light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)\\)")]
    private static partial Regex Colour();
}
