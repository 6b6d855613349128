using System.Text;
using Onus.CatalogueCompiler.Examples;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Pages;

/// <summary>Writes the page of one control.</summary>
/// <param name="service">The service that it belongs to.</param>
/// <param name="entry">The control with its examples.</param>
/// <param name="dutyTitle">Its duty as people read it.</param>
internal sealed class ControlPage(ServiceFile service, CatalogueEntry entry, string dutyTitle)
{
    private readonly StringBuilder page = new();

    private Control Control => entry.Control;

    public string Write()
    {
        page.Append($"<!-- {PageSet.MadeBy} from schemas/catalogue/{service.Service}.yaml; not for editing. -->\n\n");
        page.Append($"# {Control.Title}\n\n`{Control.Id}` · {service.Name} · {dutyTitle} · {Words.Of(Control.Severity)} · profile {Words.Of(Control.Profile)}\n\n{Control.Why}\n");
        if (Control.Limits.Length > 0) page.Append($"\nWhat it does not see: {Lower(Control.Limits)}\n");
        if (Control.Only.Length > 0) page.Append($"\nFor one framework only: {Lower(Control.Only)}\n");
        WriteConditions();
        WriteExamples(Framework.CloudFormation, "yaml");
        WriteExamples(Framework.Terraform, "json");
        WriteFix();
        page.Append($"\n## Ignoring it\n\nWith a reason, above the resource or in it: `# onus:ignore {Control.Id} -- reason`; in Terraform JSON under the key `\"//\"`.\n");
        WriteGroups("The same elsewhere", [.. Control.References, .. Control.Aliases]);
        if (!Control.Sources.IsEmpty) page.Append($"\n## Sources\n\n{string.Concat(Control.Sources.Select(source => $"- <{source}>\n"))}");
        return page.ToString();
    }

    private void WriteConditions()
    {
        page.Append("\n## What is asked\n");
        foreach (var same in Control.Bindings.GroupBy(binding => binding with { Type = "" }))
        {
            var binding = same.First();
            page.Append($"\n**{Words.Of(binding.Framework)}**: {string.Join(", ", same.Select(one => $"`{one.Type}`"))}\n\n```\n");
            if (binding.WhenText is { } when) page.Append($"when    {OneLine(when)}\n");
            page.Append($"require {OneLine(binding.RequireText)}\n```\n\n");
            page.Append($"Left out: {Words.OfMissing(binding.WhenMissing)}");
            page.Append(binding.MissingVerdict == Expectation.NotApplicable ? "." : $", so it is {Words.Of(binding.MissingVerdict)}.");
            if (binding.Note.Length > 0) page.Append($" {binding.Note}");
            if (binding.UnknownMeets) page.Append(" A value that cannot be told meets it, since one is given.");
            page.Append('\n');
        }
    }

    private void WriteExamples(Framework framework, string language)
    {
        WriteExample(framework, language, Expectation.Open, "Open");
        WriteExample(framework, language, Expectation.Met, "Met");
    }

    /// <summary>The first example that shows something; a bare resource only where there is no other.</summary>
    private void WriteExample(Framework framework, string language, Expectation expectation, string heading)
    {
        var fitting = entry.Examples.Where(example => example.Framework == framework && example.Is == expectation).ToList();
        if ((fitting.Find(example => example.Body is not null) ?? fitting.FirstOrDefault()) is not { } example) return;
        page.Append($"\n## {heading}, in {Words.Of(framework)}: {example.Name}\n\n```{language}\n{ExampleTexts.Of(example).First().Text.Content}```\n");
    }

    private void WriteFix()
    {
        var fix = Control.Fix;
        page.Append("\n## Fix\n\n");
        if (fix.Steps.IsEmpty)
        {
            page.Append($"{fix.Note}\n");
        }
        else
        {
            page.Append(Words.Of(fix.Readiness)).Append(fix.Note.Length > 0 ? $" {fix.Note}" : "").Append("\n\n");
            foreach (var step in fix.Steps) Write(step);
        }

        foreach (var alternative in fix.Alternatives)
        {
            page.Append($"\n**Or: {Lower(alternative.Title)}.** {Words.Of(alternative.Readiness)}\n\n");
            foreach (var step in alternative.Steps) Write(step);
        }
    }

    private void Write(FixStep step)
    {
        var done = step.Action switch
        {
            FixAction.Remove => $"take away `{step.Path}`",
            FixAction.AddResource => $"add a `{step.ResourceType}`",
            _ => $"set `{step.Path}`",
        };
        var inline = step.Value is FixScalar { Tag: null } scalar && !scalar.Text.Contains('\n', StringComparison.Ordinal) ? $" to `{scalar.Text}`" : "";
        page.Append($"- `{step.For}`: {done}{inline}. {Words.Of(step.Replaces)}\n");
        if (inline.Length > 0 || step.Value is not { } value) return;
        var text = PartWriter.Write(PartOf(value), new Style("YAML", IsJson: false, 2));
        page.Append("\n  ```yaml\n").Append(string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"))).Append("  ```\n\n");
    }

    private static Part PartOf(FixValue value) => value switch
    {
        FixMap map => new MapPart([.. map.Entries.Select(one => (one.Key, PartOf(one.Value)))]),
        FixList list => new ListPart([.. list.Items.Select(PartOf)]),
        FixScalar scalar => new TextPart(scalar.Text, scalar.Kind != ScalarKind.Text) { Tag = scalar.Tag },
        _ => throw new InvalidOperationException($"No form for {value.GetType().Name}."),
    };

    private void WriteGroups(string heading, IReadOnlyList<(string Source, System.Collections.Immutable.ImmutableArray<string> Ids)> groups)
    {
        if (groups.Count == 0) return;
        page.Append($"\n## {heading}\n\n");
        foreach (var (source, ids) in groups) page.Append($"- {Words.OfSource(source)}: {string.Join(", ", ids)}\n");
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A sentence as the second half of one; a word in capitals, or a name, stays as it is.</summary>
    private static string Lower(string sentence) =>
        sentence.Length > 1 && char.IsUpper(sentence[0]) && char.IsLower(sentence[1]) && !sentence.StartsWith("Amazon", StringComparison.Ordinal)
            && !sentence.StartsWith("CloudF", StringComparison.Ordinal) && !sentence.StartsWith("Terraform", StringComparison.Ordinal)
            ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;
}
