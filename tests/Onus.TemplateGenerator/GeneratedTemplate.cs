using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onus.TemplateGenerator;

/// <summary>
/// A template of a wanted length that looks like a real one: the resources that real ones hold most, in a plausible mix, each with
/// some of its properties left out. A function of format, length and seed.
/// </summary>
/// <param name="Name">A file name that says what it is.</param>
/// <param name="Text">The text.</param>
/// <param name="ResourceCount">Its resources.</param>
public sealed record GeneratedTemplate(string Name, string Text, int ResourceCount)
{
    public int LineCount => Text.AsSpan().Count('\n');

    /// <summary>Makes a template of about so many lines; it ends with the resource that reaches them.</summary>
    public static GeneratedTemplate Make(GeneratedFormat format, int lines, int seed = 1)
    {
        var isTerraform = format == GeneratedFormat.Terraform;
        var maker = new ResourceMaker(RecipeBook.Load(isTerraform ? "terraform.json" : "cloudformation.json"), isTerraform, seed);
        var made = format switch
        {
            GeneratedFormat.Yaml => Yaml(maker, lines, seed),
            GeneratedFormat.Json => CloudFormationJson(maker, lines),
            _ => TerraformJson(maker, lines),
        };
        var extension = format switch { GeneratedFormat.Yaml => "yaml", GeneratedFormat.Json => "json", _ => "tf.json" };
        return new GeneratedTemplate($"generated-{lines}.{extension}", made, maker.Count);
    }

    private static string Yaml(ResourceMaker maker, int lines, int seed)
    {
        var writer = new YamlTemplateWriter(seed);
        writer.WriteHead(maker.Head);
        while (writer.LineCount < lines)
        {
            var (name, body) = maker.Next();
            writer.WriteResource(name, body);
        }

        return writer.ToString();
    }

    private static string CloudFormationJson(ResourceMaker maker, int lines)
    {
        var root = maker.Head;
        var resources = new JsonObject();
        root["Resources"] = resources;
        for (var count = LineCountOf(root); count < lines;)
        {
            var (name, body) = maker.Next();
            count += LineCountOf(body);
            resources[name] = body;
        }

        return Print(root);
    }

    private static string TerraformJson(ResourceMaker maker, int lines)
    {
        var root = maker.Head;
        var resources = new JsonObject();
        root["resource"] = resources;
        for (var count = LineCountOf(root); count < lines;)
        {
            var (name, body) = maker.Next();
            count += LineCountOf(body);
            var (type, label) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (resources[type] is not JsonObject ofType)
            {
                ofType = [];
                resources[type] = ofType;
                count += 2;
            }

            ofType[label] = body;
        }

        return Print(root);
    }

    private static int LineCountOf(JsonNode node) => Print(node).AsSpan().Count('\n');

    private static string Print(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            node.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n") + "\n";
    }
}
