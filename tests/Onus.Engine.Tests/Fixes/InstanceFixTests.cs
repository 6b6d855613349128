using Onus.Engine.Assessment;
using Onus.Engine.Fixes;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Tests.Templates.Terraform;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

/// <summary>What is written once for many instances, and what a module's caller decides.</summary>
public sealed class InstanceFixTests
{
    [Theory]
    [InlineData("\"enable_key_rotation\": \"${each.value}\"", false)]
    [InlineData("\"enable_key_rotation\": false, \"description\": \"${each.key}\"", true)]
    [InlineData("\"description\": \"${each.key}\"", true)]
    public void What_instances_decide_for_themselves_is_not_overwritten_unasked(string body, bool isSafe)
    {
        var text = new SourceText("main.tf.json", $$"""{"resource": {"aws_kms_key": {"k": {"for_each": {"a": true, "b": false}, {{body}} } } } } """);
        var analysis = Analysis.Of([text], FileCatalogue.Instance, new(), new AssessmentOptions { Only = ["kms-key-rotation"] });
        var fixes = analysis.FixesFor(Assert.Single(analysis.Assessment!.Findings));
        Assert.NotEmpty(fixes);
        Assert.Equal(isSafe, fixes[0].IsSafe);
    }

    [Fact]
    public void An_argument_is_mended_where_the_module_is_called()
    {
        var folder = new Folder()
            .With("main.tf.json", """{"module": {"m": {"source": "./m", "rotate": false}}}""")
            .With("m/main.tf.json", """{"variable": {"rotate": {"default": true}}, "resource": {"aws_kms_key": {"k": {"enable_key_rotation": "${var.rotate}"}}}}""");
        var analysis = Analysis.Of([folder.Text("main.tf.json")], FileCatalogue.Instance, folder.Context(), new AssessmentOptions { Only = ["kms-key-rotation"] });
        var fix = analysis.FixesFor(Assert.Single(analysis.FindingsIn("main.tf.json")))[0];
        var edit = Assert.Single(fix.Edits);
        Assert.Equal("main.tf.json", edit.Document.Path);
        Assert.Equal("""{"module": {"m": {"source": "./m", "rotate": true}}}""", TextEdit.Apply(edit.Document.Content, [edit.Edit]));
    }
}
