using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>Reads one entry of a control's <c>examples</c>.</summary>
internal sealed class ExampleReader(SourceText text, List<CatalogueProblem> problems)
{
    public Example Read(Control control, SyntaxNode node)
    {
        var fields = new CatalogueFields(text, node, problems);
        var properties = fields.Node("properties");
        var arguments = fields.Node("arguments");
        var (type, framework) = Subject(control, fields, node, properties is not null, arguments is not null);
        var example = new Example
        {
            Name = fields.Required("name"),
            Framework = framework,
            Type = type,
            Label = fields.Text("label") ?? "subject",
            Is = ServiceFileReader.ReadExpectation(fields, "is", fields.Required("is")),
            At = fields.Texts("at"),
            Body = properties ?? arguments,
            Attributes = fields.Node("attributes") as MappingNode,
            With = fields.Node("with") as MappingNode,
            Template = fields.Node("template") as MappingNode,
            Fixed = fields.Node("fixed"),
            Place = new Place(text, node.Span),
        };
        if (example.Is == Expectation.Open && example.At.IsEmpty)
            fields.Problem(node, "An open example says where its finding stands: `at: name` or `at: <path>`.");
        if (example.Is != Expectation.Open && !example.At.IsEmpty)
            fields.Problem(node, "Only an open example has `at`.");
        fields.RejectOthers();
        return example;
    }

    /// <summary>The type under test and its framework: as written, or the only type that the control has where properties or arguments tell which framework is meant.</summary>
    private static (string Type, Framework Framework) Subject(Control control, CatalogueFields fields, SyntaxNode node, bool hasProperties, bool hasArguments)
    {
        var meant = control.Bindings.AsEnumerable();
        if (fields.Text("type") is { } type) meant = meant.Where(binding => binding.Type == type);
        if (hasProperties != hasArguments) meant = meant.Where(binding => binding.Framework == (hasArguments ? Framework.Terraform : Framework.CloudFormation));
        if (fields.Text("framework") is { } word)
        {
            var asked = fields.OneOf("framework", word, ("cloudformation", Framework.CloudFormation), ("terraform", Framework.Terraform));
            meant = meant.Where(binding => binding.Framework == asked);
        }

        var found = meant.Select(binding => (binding.Type, binding.Framework)).Distinct().ToList();
        if (hasProperties && hasArguments) fields.Problem(node, "CloudFormation examples have `properties`, Terraform examples have `arguments`.");
        else if (found.Count == 0) fields.Problem(fields.Node("type") ?? node, $"The control `{control.Id}` has no such condition; its types are {string.Join(", ", control.Bindings.Select(binding => $"`{binding.Type}`").Distinct())}.");
        else if (found.Count > 1) fields.Problem(node, $"Say which `type` is meant: {string.Join(", ", found.Select(binding => $"`{binding.Type}`").Distinct())}{(found.Select(binding => binding.Type).Distinct().Count() == 1 ? ", and which `framework`" : "")}.");
        return found.Count == 0 ? ("", Framework.CloudFormation) : found[0];
    }
}
