using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.CatalogueCompiler.Examples;

/// <summary>An example as a whole text in one style.</summary>
/// <param name="Text">The text, named as its framework wants it.</param>
/// <param name="Style">How it is written.</param>
/// <param name="ResourceName">The name of the resource under test, as the engine gives it.</param>
/// <param name="Steps">The keys from the root to the resource under test.</param>
internal sealed record ExampleText(SourceText Text, Style Style, string ResourceName, string[] Steps);

/// <summary>Makes texts of examples: YAML and JSON for CloudFormation, two encodings for Terraform.</summary>
internal static class ExampleTexts
{
    private static readonly Style[] CloudFormationStyles =
    [
        new("YAML", IsJson: false, 2),
        new("YAML, 4 columns, flat lists, quoted, CRLF", IsJson: false, 4, IndentsLists: false, Quotes: true, NewLine: "\r\n"),
        new("JSON", IsJson: true, 2),
        new("JSON on one line", IsJson: true, 0),
    ];

    private static readonly Style[] TerraformStyles = [new("Terraform JSON", IsJson: true, 2), new("Terraform JSON, blocks as lists", IsJson: true, 4)];

    public static IEnumerable<ExampleText> Of(Example example) => example.Framework == Framework.CloudFormation ? CloudFormation(example) : Terraform(example);

    private static IEnumerable<ExampleText> CloudFormation(Example example)
    {
        var root = new MapPart([("AWSTemplateFormatVersion", new TextPart("2010-09-09", false))]);
        foreach (var section in example.Template?.Entries ?? []) root = root.With(section.Name, Part.Of(section.Value));
        var resources = root.Find("Resources") as MapPart ?? new MapPart([]);
        if (example.Type != "Template")
        {
            var subject = new MapPart([("Type", new TextPart(example.Type, false))]);
            foreach (var attribute in example.Attributes?.Entries ?? []) subject = subject.With(attribute.Name, Part.Of(attribute.Value));
            if (example.Body is { } body) subject = subject.With("Properties", Part.Of(body));
            resources = resources.With("Subject", subject);
        }

        foreach (var companion in example.With?.Entries ?? []) resources = resources.With(companion.Name, Part.Of(companion.Value));
        root = root.With("Resources", resources);
        if (Mentions(root, "Given") && root.Find("Parameters") is not MapPart) root = new MapPart([("Parameters", Part.Map(("Given", Part.Map(("Type", new TextPart("String", false)))))), .. root.Entries]);
        foreach (var style in CloudFormationStyles)
            yield return new ExampleText(new SourceText(style.IsJson ? "template.json" : "template.yaml", PartWriter.Write(root, style)), style, example.Type == "Template" ? "Template" : "Subject", example.Type == "Template" ? [] : ["Resources", "Subject"]);
    }

    private static IEnumerable<ExampleText> Terraform(Example example)
    {
        var root = new MapPart([]);
        foreach (var section in example.Template?.Entries ?? []) root = root.With(section.Name, Part.Of(section.Value));
        var body = example.Body is { } written ? Part.Of(written) : new MapPart([]);
        foreach (var attribute in example.Attributes?.Entries ?? []) body = ((MapPart)body).With(attribute.Name, Part.Of(attribute.Value));
        var (steps, name) = Address(example.Type, example.Label);
        if (example.Type != "Template") root = Put(root, steps, body);
        foreach (var companion in example.With?.Entries ?? []) root = Put(root, StepsOf(companion.Name), Part.Of(companion.Value));
        if (Mentions(root, "var.given") && root.Find("variable") is not MapPart) root = root.With("variable", Part.Map(("given", new MapPart([]))));
        foreach (var style in TerraformStyles)
        {
            var shown = style.Indent == 4 ? Listed(root) : root;
            yield return new ExampleText(new SourceText("main.tf.json", PartWriter.Write(shown, style)), style, name, steps);
        }
    }

    /// <summary>Whether some text names the stand-in for a value that cannot be known; it is then declared without a default.</summary>
    private static bool Mentions(Part part, string name) => part switch
    {
        MapPart map => map.Entries.Any(entry => Mentions(entry.Value, name)),
        ListPart list => list.Items.Any(item => Mentions(item, name)),
        TextPart text => name == "Given" ? (text.Tag == "!Ref" && text.Text == name) || text.Text.Contains("${Given}", StringComparison.Ordinal) : text.Text.Contains(name, StringComparison.Ordinal),
        _ => false,
    };

    private static (string[] Steps, string Name) Address(string type, string label) => type switch
    {
        "Template" => ([], "Template"),
        "provider" => (["provider", "aws"], "provider.aws"),
        "terraform" => (["terraform"], "terraform"),
        "variable" or "output" or "module" => ([type, label], $"{type}.{label}"),
        _ when type.StartsWith("data.", StringComparison.Ordinal) => (["data", type[5..], label], $"{type}.{label}"),
        _ => (["resource", type, label], $"{type}.{label}"),
    };

    /// <summary>A companion's steps: <c>aws_x.name</c>, <c>data.aws_x.name</c> or a block's kind and name.</summary>
    public static string[] StepsOf(string name)
    {
        var parts = name.Split('.');
        return parts[0] is "data" or "variable" or "output" or "module" or "provider" or "locals" ? parts : ["resource", .. parts];
    }

    private static MapPart Put(MapPart map, ReadOnlySpan<string> steps, Part body)
    {
        if (steps.Length == 1) return map.With(steps[0], body);
        var inner = map.Find(steps[0]) as MapPart ?? new MapPart([]);
        return map.With(steps[0], Put(inner, steps[1..], body));
    }

    /// <summary>The same with each resource's body in a list, as Terraform also allows.</summary>
    private static MapPart Listed(MapPart root)
    {
        if (root.Find("resource") is not MapPart types) return root;
        var listed = types.Entries.Select(type => (type.Key, Value: (Part)new MapPart([.. ((MapPart)type.Value).Entries.Select(r => (r.Key, (Part)new ListPart([r.Value])))])));
        return root.With("resource", new MapPart([.. listed]));
    }
}
