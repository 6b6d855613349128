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
        var type = fields.Required("type");
        var bindings = control.Bindings.Where(binding => binding.Type == type).ToList();
        var properties = fields.Node("properties");
        var arguments = fields.Node("arguments");
        if (bindings.Count == 0) fields.Problem(fields.Node("type") ?? node, $"The control `{control.Id}` has no condition for `{type}`.");
        var framework = bindings.Count > 1
            ? fields.OneOf("framework", fields.Text("framework"), ("cloudformation", Framework.CloudFormation), ("terraform", Framework.Terraform))
            : bindings.FirstOrDefault()?.Framework ?? Framework.CloudFormation;
        if (framework == Framework.CloudFormation ? arguments is not null : properties is not null)
            fields.Problem(node, "CloudFormation examples have `properties`, Terraform examples have `arguments`.");
        var example = new Example
        {
            Name = fields.Required("name"),
            Framework = framework,
            Type = type,
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
}
