using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Writing;

public sealed class YamlWritingTests
{
    private const string Bucket = """
        Resources:
          # the logs
          Logs: # kept
            Type: AWS::S3::Bucket
            Properties:
              BucketName: logs   # short

              Tags:
                - Key: a
                  Value: "1"

          Other:
            Type: AWS::S3::Bucket

        """;

    [Fact]
    public void A_property_goes_behind_the_last_of_its_siblings()
    {
        var after = Edited.Set(Bucket, "Resources.Logs.Properties.Versioned", true);
        Assert.Equal(Bucket.Replace("          Value: \"1\"\n", "          Value: \"1\"\n      Versioned: true\n", StringComparison.Ordinal), after);
    }

    [Fact]
    public void Missing_parents_are_made()
    {
        var after = Edited.Set(Bucket, "Resources.Other.Properties.Versioning.Status", "Enabled");
        Assert.Equal(Bucket + "    Properties:\n      Versioning:\n        Status: Enabled\n", after?.Replace("\n\n\n", "\n\n", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_Properties_is_filled()
    {
        var after = Edited.Set("A:\n  Properties: # none\n  Type: T\n", "A.Properties.X", true);
        Assert.Equal("A:\n  Properties: # none\n    X: true\n  Type: T\n", after);
    }

    [Fact]
    public void An_empty_flow_mapping_becomes_a_block_in_a_block_file()
    {
        Assert.Equal("A:\n  P:\n    X: true\n", Edited.Set("A:\n  P: {}\n", "A.P.X", true));
    }

    [Fact]
    public void Four_columns_stay_four_columns()
    {
        Assert.Equal(
            "A:\n    B:\n        C: 1\n        D:\n            E: true\n",
            Edited.Set("A:\n    B:\n        C: 1\n", "A.B.D.E", true));
    }

    [Fact]
    public void Carriage_returns_stay()
    {
        Assert.Equal("A:\r\n  B: 1\r\n  C:\r\n    D: true\r\n", Edited.Set("A:\r\n  B: 1\r\n", "A.C.D", true));
    }

    [Fact]
    public void A_text_without_a_last_line_break_gets_none()
    {
        Assert.Equal("A:\n  B: 1\n  C: true", Edited.Set("A:\n  B: 1", "A.C", true));
    }

    [Fact]
    public void A_comment_behind_the_last_value_stays_with_it()
    {
        Assert.Equal("A:\n  B: 1 # one\n  C: true\n# end\n", Edited.Set("A:\n  B: 1 # one\n# end\n", "A.C", true));
    }

    [Fact]
    public void Sorted_keys_stay_sorted()
    {
        Assert.Equal(
            "A:\n  Aa: 1\n  Bb: 1\n  Cc: 1\n  Dd: true\n  Ee: 1\n",
            Edited.Set("A:\n  Aa: 1\n  Bb: 1\n  Cc: 1\n  Ee: 1\n", "A.Dd", true));
    }

    [Theory]
    [InlineData("A:\n  B: false # no\n", "A:\n  B: true # no\n")]
    [InlineData("A:\n  B: 'false'\n", "A:\n  B: 'true'\n")]
    [InlineData("A:\n  B: \"false\"\n", "A:\n  B: \"true\"\n")]
    [InlineData("A: {B: false, C: 1}\n", "A: {B: true, C: 1}\n")]
    [InlineData("A:\n  B:\n    C: 1\n", null)]
    public void A_value_is_replaced_in_place(string before, string? after)
    {
        Assert.Equal(after, Edited.Set(before, "A.B", true));
    }

    [Theory]
    [InlineData("yes", "'yes'")]
    [InlineData("*", "'*'")]
    [InlineData("{{resolve:ssm:x}}", "'{{resolve:ssm:x}}'")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("0123", "'0123'")]
    [InlineData("2012-10-17", "'2012-10-17'")]
    [InlineData("", "''")]
    [InlineData("it's", "it's")]
    [InlineData("'it'", "\"'it'\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("aws:kms", "aws:kms")]
    [InlineData("s3:*", "s3:*")]
    [InlineData("arn:aws:s3:::b/*", "arn:aws:s3:::b/*")]
    public void Texts_are_quoted_where_YAML_would_read_something_else(string text, string written)
    {
        const string before = "A:\n  B: 'one'\n  D: plain\n  E: plain\n";
        Assert.Equal($"{before}  C: {written}\n", Edited.Set(before, "A.C", text));
    }

    [Fact]
    public void A_file_that_quotes_its_texts_gets_quoted_ones()
    {
        Assert.Equal("A:\n  B: \"ex\"\n  C: \"why\"\n  D: \"zed\"\n  E: \"we\"\n", Edited.Set("A:\n  B: \"ex\"\n  C: \"why\"\n  D: \"zed\"\n", "A.E", "we"));
    }

    [Theory]
    [InlineData("A:\n- x\n", "A:\n- x\n- new\n")]
    [InlineData("A:\n  - x # first\n", "A:\n  - x # first\n  - new\n")]
    [InlineData("A: [x]\n", "A: [x, new]\n")]
    [InlineData("A: []\n", "A:\n  - new\n")]
    [InlineData("A: [\n  x,\n  y # why\n]\n", "A: [\n  x,\n  y, # why\n  new\n]\n")]
    public void An_item_is_added_as_the_others_are_written(string before, string after)
    {
        Assert.Equal(after, Edited.Add(before, "A", Edited.Text("new")));
    }

    [Fact]
    public void A_lone_value_becomes_a_list()
    {
        Assert.Equal("A:\n  B:\n    - 's3:*'\n    - new\n", Edited.Set("A:\n  B: 's3:*'\n", "A.B", Edited.List(Edited.Text("new"))));
    }

    [Fact]
    public void A_mapping_is_added_to_a_compact_list()
    {
        Assert.Equal(
            "A:\n- K: 1\n  V: 2\n- K: true\n  L:\n  - x\n",
            Edited.Add("A:\n- K: 1\n  V: 2\n", "A", Edited.Map(("K", Edited.True), ("L", Edited.List(Edited.Text("x"))))));
    }

    [Theory]
    [InlineData("A:\n  # about B\n  B: 1 # one\n  C: 2\n", "A.B", "A:\n  C: 2\n")]
    [InlineData("A:\n  B: 1\n  # about C\n  C:\n    D: 1\n# end\n", "A.C", "A:\n  B: 1\n# end\n")]
    [InlineData("A:\n  # about all\n\n  B: 1\n  C: 2\n", "A.B", "A:\n  # about all\n\n  C: 2\n")]
    [InlineData("A:\n  - B: 1\n    C: 2\n", "A.[0].B", "A:\n  - C: 2\n")]
    [InlineData("A:\n  - x\n  # about y\n  - y\n  - z\n", "A[1]", "A:\n  - x\n  - z\n")]
    [InlineData("A:\n  - x\nB: 1\n", "A[0]", "A: []\nB: 1\n")]
    [InlineData("A: {B: 1, C: 2}\n", "A.B", "A: {C: 2}\n")]
    [InlineData("A: {B: 1, C: 2}\n", "A.C", "A: {B: 1}\n")]
    [InlineData("A: [x, y, z]\n", "A[1]", "A: [x, z]\n")]
    [InlineData("A:\n  B:\n    C: 1\n  D: 1\n", "A.B.C", "A:\n  D: 1\n")]
    [InlineData("A: 1\nB: 2", "B", "A: 1")]
    [InlineData("A: |\n  x\nB: 2", "B", "A: |\n  x\n")]
    [InlineData("A: 1\n\nB: 2\n", "B", "A: 1\n")]
    [InlineData("A: 1\n\nB: 2\n\nC: 3\n", "B", "A: 1\n\nC: 3\n")]
    [InlineData("A:\n  B: 1\n\n  C: 2\n\nD: 3\n", "A.C", "A:\n  B: 1\n\nD: 3\n")]
    [InlineData("A: 1\n\nB: 2\nC: 3\n", "B", "A: 1\n\nC: 3\n")]
    public void Removing_takes_the_comments_of_the_removed_and_nothing_else(string before, string path, string after)
    {
        Assert.Equal(after, Edited.Remove(before, path));
    }

    [Theory]
    [InlineData("A: &a\n  B: 1\nC: *a\n", "C.B")]
    [InlineData("A: &a\n  B: 1\nC: *a\n", "A.B")]
    [InlineData("A: &a\n  B: 1\nC:\n  <<: *a\n", "C.B.D")]
    [InlineData("A: !Transform {Name: x}\n", "A.B")]
    [InlineData("A:\n  Fn::Transform: {Name: x}\n", "A.B")]
    [InlineData("A:\n  B: |+\n    text\n\n", "A.C")]
    public void What_is_shared_or_computed_is_left_alone(string text, string path)
    {
        Assert.Null(Edited.Set(text, path, true));
    }

    [Fact]
    public void A_block_scalar_at_the_end_keeps_its_text()
    {
        Assert.Equal("A:\n  B: |\n    text\n  C: true\n\nD: 1\n", Edited.Set("A:\n  B: |\n    text\n\nD: 1\n", "A.C", true));
    }

    [Fact]
    public void A_setting_of_the_same_name_is_changed_and_another_added()
    {
        const string before = "A:\n  - Key: x\n    Value: 'false'\n  - Key: y\n    Value: '1'\n";
        Assert.Equal(
            "A:\n  - Key: x\n    Value: 'true'\n  - Key: y\n    Value: '1'\n",
            Edited.Set(before, "A", Edited.List(Edited.Map(("Key", Edited.Text("x")), ("Value", Edited.Text("true"))))));
        Assert.Equal(
            before + "  - Key: z\n    Value: 'true'\n",
            Edited.Set(before, "A", Edited.List(Edited.Map(("Key", Edited.Text("z")), ("Value", Edited.Text("true"))))));
    }

    [Fact]
    public void A_list_is_replaced_where_asked()
    {
        Assert.Equal("A:\n  - TLSv1.2\n", Edited.Set("A:\n  - SSLv3\n  - TLSv1.2\n", "A", Edited.List(Edited.Text("TLSv1.2")), ListStrategy.Replace));
    }

    [Fact]
    public void The_branch_without_a_value_gets_one()
    {
        Assert.Equal("A: !If [C, 5, 7]\n", Edited.Set("A: !If [C, 5, !Ref AWS::NoValue]\n", "A", new FixScalar("7", ScalarKind.Number)));
    }

    [Fact]
    public void A_key_of_its_own_wins_over_a_merged_one_and_changes_no_other() =>
        Assert.Equal("A: &a\n  B: 1\nC:\n  <<: *a\n  B: true\n", Edited.Set("A: &a\n  B: 1\nC:\n  <<: *a\n", "C.B", true));

    [Fact]
    public void A_new_entry_stands_below_the_comments_of_what_is_inside_the_one_before() =>
        Assert.Equal("A:\n  B: 1\n  # of B\nD: true\n# of all\n", Edited.Set("A:\n  B: 1\n  # of B\n# of all\n", "D", true));

    [Theory]
    [InlineData("A: !If [C, true, !Ref AWS::NoValue]\n", "A: true\n")]
    [InlineData("A: !If [C, true, false] # why\n", "A: true # why\n")]
    [InlineData("A:\n  Fn::If: [C, false, true]\nB: 1\n", "A: true\nB: 1\n")]
    public void A_condition_whose_branches_would_be_equal_goes(string before, string after) => Assert.Equal(after, Edited.Set(before, "A", true));

    [Theory]
    [InlineData("A: # why\n  - x\nB: 1\n", "A: [] # why\nB: 1\n")]
    [InlineData("A:   # why\n  - x # this\n", "A: []   # why\n")]
    public void A_comment_on_the_keys_line_stays_where_a_list_is_emptied(string before, string after) =>
        Assert.Equal(after, Edited.Remove(before, "A[0]"));

    [Theory]
    [InlineData("A: x # why\nB: 1\n", "A: # why\n  - x\n  - z\nB: 1\n")]
    [InlineData("A: [x] # why\n", "A: [x, z] # why\n")]
    public void A_list_is_added_to_under_the_comment_of_its_key(string before, string after) =>
        Assert.Equal(after, Edited.Set(before, "A", Edited.List(Edited.Text("x"), Edited.Text("z"))));
}
