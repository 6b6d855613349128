using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class PolicyDocumentTests
{
    private static Value Policy(string document, string more = "") => Folder.Evaluate(
        "${data.aws_iam_policy_document.p.json}",
        $$"""
        "variable": {"open": {}, "u": {} }, "data": {"aws_iam_policy_document": {"p": { {{document}} }, "q": {"statement": {"sid": "Q", "actions": ["q:*"]} } } } {{more}}
        """);

    [Fact]
    public void A_policy_document_is_the_policy_it_makes()
    {
        var policy = Policy("""
            "version": "2012-10-17", "policy_id": "id",
            "statement": [
              {"sid": "A", "effect": "Deny", "actions": ["s3:*"], "resources": ["*"],
               "principals": [{"type": "AWS", "identifiers": ["*"]}, {"type": "Service", "identifiers": ["a", "b"]}],
               "condition": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}, {"test": "Bool", "variable": "x", "values": [1]}]},
              {"not_actions": ["iam:*"], "not_resources": ["r"], "not_principals": {"type": "*", "identifiers": ["*"]}}
            ]
            """);

        Assert.Equal(
            "{Version: '2012-10-17', Id: 'id', Statement: [{Sid: 'A', Effect: 'Deny', Action: ['s3:*'], Resource: ['*'], Principal: {AWS: ['*'], Service: ['a', 'b']}, "
            + "Condition: {Bool: {aws:SecureTransport: ['false'], x: [1]}}}, {Effect: 'Allow', NotAction: ['iam:*'], NotResource: ['r'], NotPrincipal: '*'}]}",
            Folder.Show(policy));
    }

    [Fact]
    public void Its_parts_stand_in_the_data_source()
    {
        var policy = Assert.IsType<MapValue>(Policy("\"statement\": {\"actions\": [\"s3:*\"], \"resources\": [\"*\"]}"));
        var statement = Assert.IsType<MapValue>(Assert.IsType<ListValue>(policy.Get("Statement")).Items[0]);

        Assert.Equal("\"${data.aws_iam_policy_document.p.json}\"", policy.Place.Text);
        Assert.Equal("[\"s3:*\"]", statement.Get("Action").Place.Text);
        Assert.Equal("\"actions\"", statement.Entry("Action")?.KeyPlace.Text);
        Assert.Equal("policy document `data.aws_iam_policy_document.p`", policy.Derivation?.What);
    }

    [Theory]
    [InlineData("\"source_policy_documents\": [\"${data.aws_iam_policy_document.q.json}\"], \"statement\": {\"actions\": [\"a\"]}", "[{Sid: 'Q', Effect: 'Allow', Action: ['q:*']}, {Effect: 'Allow', Action: ['a']}]")]
    [InlineData("\"override_policy_documents\": [\"${data.aws_iam_policy_document.q.json}\"], \"statement\": {\"sid\": \"Q\", \"actions\": [\"a\"]}", "[{Sid: 'Q', Effect: 'Allow', Action: ['q:*']}]")]
    [InlineData("\"source_policy_documents\": [\"{\\\"Statement\\\": {\\\"Effect\\\": \\\"Deny\\\"}}\"]", "[{Effect: 'Deny'}]")]
    [InlineData("\"source_policy_documents\": [\"${var.u}\"], \"statement\": {\"actions\": [\"a\"]}", "[{Effect: 'Allow', Action: ['a']}, …]")]
    [InlineData("\"source_policy_documents\": \"${var.u}\"", "[…]")]
    [InlineData("\"statement\": {\"actions\": [\"${var.u}\"]}", "[{Effect: 'Allow', Action: [Parameter(${var.u})]}]")]
    [InlineData("\"statement\": {\"actions\": [], \"principals\": []}", "[{Effect: 'Allow'}]")]
    [InlineData("\"dynamic\": {\"statement\": {\"for_each\": [\"x\", \"y\"], \"content\": {\"actions\": [\"${statement.value}\"]}}}", "[{Effect: 'Allow', Action: ['x']}, {Effect: 'Allow', Action: ['y']}]")]
    [InlineData("\"dynamic\": {\"statement\": {\"for_each\": \"${var.open ? [1] : []}\", \"content\": {\"actions\": [\"z\"]}}}", "[if <var.open> then {Effect: 'Allow', Action: ['z']} else absent]")]
    [InlineData("\"statement\": {\"principals\": {\"type\": \"${var.u}\", \"identifiers\": [\"*\"]}}", "[{Effect: 'Allow', Principal: {…}}]")]
    public void Statements_are_merged_and_what_is_unknown_leaves_them_open(string document, string expected) =>
        Assert.Equal(expected, Folder.Show(Assert.IsType<MapValue>(Policy(document)).Get("Statement")));

    [Theory]
    [InlineData("each[\\\"a\\\"]", "[{Effect: 'Allow', Action: ['x']}]")]
    [InlineData("each[\\\"b\\\"]", "[{Effect: 'Allow', Action: ['y']}]")]
    [InlineData("each[var.u]", "[{Effect: 'Allow', Action: [Expression(${each.value}) of 'x'|'y']}]")]
    [InlineData("counted[1]", "[{Effect: 'Allow', Action: ['two']}]")]
    public void An_instance_of_a_document_is_read_by_its_key(string document, string expected)
    {
        var template = Folder.Read($$"""
            {"variable": {"u": {} },
             "data": {"aws_iam_policy_document": {
               "each": {"for_each": {"a": "x", "b": "y"}, "statement": {"actions": ["${each.value}"]} },
               "counted": {"count": 2, "statement": {"actions": ["${[\"one\", \"two\"][count.index]}"]} } } },
             "resource": {"t": {"x": {"p": "${data.aws_iam_policy_document.{{document}}.json}"} } } }
            """);
        Assert.Equal(expected, Folder.Show(Assert.IsType<MapValue>(Folder.Resource(template, "t.x").Body.Get("p")).Get("Statement")));
    }

    [Fact]
    public void Documents_that_include_each_other_end()
    {
        var template = Folder.Read("""
            {"data": {"aws_iam_policy_document": {"a": {"source_policy_documents": ["${data.aws_iam_policy_document.b.json}"]}, "b": {"source_policy_documents": ["${data.aws_iam_policy_document.a.json}"]}}},
             "resource": {"t": {"x": {"p": "${data.aws_iam_policy_document.a.json}"}}}}
            """);

        Assert.Equal("[…]", Folder.Show(Assert.IsType<MapValue>(Folder.Resource(template, "t.x").Body.Get("p")).Get("Statement")));
    }
}
