using Onus.Engine.Assessment;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Assessment;

/// <summary>A template judged by the controls that a test writes.</summary>
internal static class Judged
{
    /// <param name="text">The template; <c>[|…|]</c> marks where a finding must stand.</param>
    /// <param name="controls">In the short form of <see cref="SmallCatalogue"/>.</param>
    /// <returns>The assessment, and the spans marked.</returns>
    public static (AssessmentResult Result, List<TextSpan> Marked) Text(string text, params string[] controls) => Text(text, new AssessmentOptions(), controls);

    public static (AssessmentResult Result, List<TextSpan> Marked) Text(string text, AssessmentOptions options, params string[] controls)
    {
        var marked = new List<TextSpan>();
        for (var open = text.IndexOf("[|", StringComparison.Ordinal); open >= 0; open = text.IndexOf("[|", StringComparison.Ordinal))
        {
            text = text.Remove(open, 2);
            var close = text.IndexOf("|]", open, StringComparison.Ordinal);
            text = text.Remove(close, 2);
            marked.Add(new TextSpan(open, close - open));
        }

        var isTerraform = text.TrimStart().StartsWith('{');
        var tree = SyntaxTree.Read(new SourceText(isTerraform ? "main.tf.json" : "template.yaml", text));
        var template = TemplateReader.Read([tree], new TemplateContext()) ?? throw new InvalidOperationException("no template");
        return (Assessor.Assess(template, SmallCatalogue.Of(controls), options), marked);
    }

    /// <summary>A control on <c>AWS::S3::Bucket</c>, or on <c>aws_thing</c> where the condition is for Terraform.</summary>
    public static string Control(string require, string id = "a-b", string binding = "", string more = "") =>
        $"id: {id}\n{more}cloudformation:\n  - type: AWS::S3::Bucket\n    require: >-\n      {require}\n    missing: {{ default: depends, verdict: unknown }}\n{binding}"
        + $"terraform:\n  - type: aws_thing\n    require: >-\n      {require}\n    missing: {{ default: depends, verdict: unknown }}\n";
}
