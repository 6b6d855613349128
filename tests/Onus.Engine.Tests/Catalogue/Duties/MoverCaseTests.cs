using System.Text.Json;
using System.Text.Json.Nodes;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Duties;

public sealed class MoverCaseTests
{
    private static readonly DutyModel Model = DutyFiles.Load();

    private static readonly MappingNode Cases = ReadCases();

    public static TheoryData<string, string> Movers => [.. Model.MoverLines.Select(line => (line.Id, line.Type))];

    [Theory]
    [MemberData(nameof(Movers))]
    public void A_mover_moves_the_line_where_its_property_says_so_and_nowhere_else(string id, string type)
    {
        var entry = (Cases.Find(id)?.Value as MappingNode)?.Find(type)?.Value as MappingNode;
        Assert.True(entry is not null, $"mover-cases.yaml has no case of {id} for {type}");
        var line = Model.MoverLines.Single(mover => mover.Id == id && mover.Type == type);
        Check("moves", Truth.True, atLeast: 1);
        Check("stays", Truth.False, atLeast: 1);
        Check("unknown", Truth.Unknown, atLeast: 0);

        void Check(string key, Truth expected, int atLeast)
        {
            var properties = entry.Find(key)?.Value is SequenceNode sequence ? sequence.Items : [];
            Assert.True(properties.Length >= atLeast, $"{id}: `{key}` is empty for {type}");
            foreach (var node in properties)
            {
                var text = Template(type, node, entry.Find("with")?.Value as MappingNode);
                Assert.True(Holds(line, text) == expected, $"{id} is {Holds(line, text)}, not {expected}, for\n{text}");
            }
        }
    }

    [Fact]
    public void Every_case_is_of_a_mover()
    {
        var known = Model.MoverLines.Select(line => (line.Id, line.Type)).ToHashSet();
        var cases = Cases.Entries.SelectMany(mover => ((MappingNode)mover.Value).Entries.Select(type => (mover.Name, type.Name)));
        Assert.DoesNotContain(cases, pair => !known.Contains(pair));
    }

    private static Truth Holds(MoverLine line, string text)
    {
        var path = line.Type.StartsWith("aws_", StringComparison.Ordinal) ? "main.tf.json" : "template.json";
        var trees = new[] { SyntaxTree.Read(new SourceText(path, text)) };
        var template = TemplateReader.Read([.. trees], new TemplateContext())!;
        var resource = template.Resources.Single(candidate => candidate.Name.EndsWith("subject", StringComparison.OrdinalIgnoreCase) && candidate.DerivedFrom is null);
        return Assessor.Holds(Expression.Parse(line.Is), resource, template, FileCatalogue.Instance);
    }

    private static string Template(string type, SyntaxNode properties, MappingNode? others)
    {
        var resources = others is null ? [] : (JsonObject)Json(others);
        if (type.StartsWith("aws_", StringComparison.Ordinal))
        {
            var blocks = resources[type] as JsonObject ?? [];
            blocks["subject"] = Json(properties);
            resources[type] = blocks;
            return new JsonObject { ["resource"] = resources }.ToJsonString(Indented);
        }

        resources["Subject"] = new JsonObject { ["Type"] = type, ["Properties"] = Json(properties) };
        return new JsonObject { ["Transform"] = "AWS::Serverless-2016-10-31", ["Resources"] = resources }.ToJsonString(Indented);
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static JsonNode Json(SyntaxNode node) => node switch
    {
        MappingNode mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Name, Json(entry.Value)))),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        ScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        ScalarNode { Style: ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, out var number) => JsonValue.Create(number),
        ScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static MappingNode ReadCases()
    {
        var path = Path.Combine(SchemaFiles.Root, "..", "tests", "Onus.Engine.Tests", "Catalogue", "Duties", "mover-cases.yaml");
        return (MappingNode)SyntaxTree.Read(new SourceText("mover-cases.yaml", File.ReadAllText(path)), SyntaxLanguage.Yaml).Root!;
    }
}
