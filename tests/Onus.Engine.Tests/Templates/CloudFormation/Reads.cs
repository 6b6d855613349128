using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

/// <summary>Reads templates and looks values up in them.</summary>
internal static class Reads
{
    public static Template Template(string text, TemplateContext? context = null, string path = "template.yaml")
    {
        var tree = SyntaxTree.Read(new SourceText(path, text));
        var template = TemplateReader.Read([tree], context ?? new TemplateContext());
        Assert.NotNull(template);
        return template;
    }

    /// <summary>The value of a property that holds the expression, in a template with these other sections.</summary>
    public static Value Property(string expression, string sections = "", TemplateContext? context = null)
    {
        var indented = expression.Contains('\n') ? "\n" + Indent(expression, 8) : " " + expression;
        var text = $"{sections}\nResources:\n  Thing:\n    Type: AWS::S3::Bucket\n    Properties:\n      Subject:{indented}\n  Other:\n    Type: AWS::KMS::Key\n";
        var template = Template(text, context);
        return template.Find("Thing")!.Property("Subject");
    }

    public static Value Property(this Resource resource, params string[] path)
    {
        Value value = resource.Body.Get("Properties");
        foreach (var key in path) value = value is MapValue map ? map.Get(key) : Value.Absent;
        return value;
    }

    public static string Text(this Value value) => Assert.IsType<ScalarValue>(value).Text;

    public static UnknownValue Unknown(this Value value) => Assert.IsType<UnknownValue>(value);

    public static TemplateContext Given(params (string Name, string Value)[] values) =>
        new() { ParameterValues = values.ToImmutableDictionary(v => v.Name, v => v.Value) };

    public static string Indent(string text, int by) =>
        string.Join('\n', text.Split('\n').Select(line => new string(' ', by) + line));
}
