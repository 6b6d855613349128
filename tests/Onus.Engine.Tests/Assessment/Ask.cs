using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Templates.CloudFormation;
using Onus.Engine.Tests.Templates.Terraform;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Assessment;

/// <summary>Asks conditions of one resource, <c>Subject</c>, in a template made around it.</summary>
internal static class Ask
{
    private const string Type = "Test::Kind::Thing";

    /// <summary>Whether a condition holds in all worlds of the resource.</summary>
    /// <param name="condition">In the expression language.</param>
    /// <param name="properties">YAML on one line, or lines that begin with a line break.</param>
    /// <param name="rest">What follows: resources with two columns before their names, then other sections.</param>
    /// <param name="context">Values given for parameters.</param>
    public static Truth Of(string condition, string properties = "{}", string rest = "", TemplateContext? context = null)
    {
        var template = Template(properties, rest, context);
        return Assessor.Holds(Expression.Parse(condition), Subject(template), template, SmallCatalogue.Empty);
    }

    /// <summary>What a control with one condition says.</summary>
    public static VerdictKind Verdict(Binding binding, string properties = "{}", string rest = "")
    {
        var template = Template(properties, rest, null);
        var subject = Subject(template);
        var evaluator = new Evaluator(template, SmallCatalogue.Empty, subject, new World());
        return Judgement.Of(template, SmallCatalogue.Empty, subject, binding, evaluator)!.Value.Kind;
    }

    /// <summary>What an operand gives in the first world, in the short form of values.</summary>
    public static string Value(string operand, string properties = "{}", string rest = "")
    {
        var template = Template(properties, rest, null);
        var evaluator = new Evaluator(template, SmallCatalogue.Empty, Subject(template), new World());
        return Folder.Show(evaluator.Val(((Presence)Expression.Parse(operand + " exists")).Subject, null));
    }

    /// <summary>The same of a Terraform block <c>test_thing.subject</c>.</summary>
    /// <param name="condition">In the expression language.</param>
    /// <param name="body">The block's body, as JSON.</param>
    /// <param name="rest">Further top-level entries, as JSON without the braces.</param>
    public static Truth OfTerraform(string condition, string body, string rest = "")
    {
        var json = $$"""{"resource": [{"test_thing": {"subject": {{body}} } }] {{(rest.Length == 0 ? "" : ", " + rest)}} }""";
        var template = Folder.Read(json);
        return Assessor.Holds(Expression.Parse(condition), Folder.Resource(template, "test_thing.subject"), template, SmallCatalogue.Empty);
    }

    public static Binding Binding(string require, string? when = null, bool unknownMeets = false, params (string Path, string Value)[] defaults) => new()
    {
        Framework = Framework.CloudFormation,
        Type = Type,
        RequireText = require,
        WhenText = when,
        Defaults = [.. defaults],
        WhenMissing = "depends",
        MissingVerdict = Expectation.Unknown,
        UnknownMeets = unknownMeets,
    };

    private static Template Template(string properties, string rest, TemplateContext? context) =>
        Reads.Template($"Resources:\n  Subject:\n    Type: {Type}\n    Properties: {properties}\n{rest}", context);

    private static Resource Subject(Template template) => template.Find("Subject") ?? throw new InvalidOperationException("The subject is lost.");
}
