using Onus.Engine.Assessment;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

public sealed class CompanionTests
{
    private static string Policy(string link, string more = "") => $"  Policy:\n    Type: Test::Kind::Policy\n    Properties: {{Link: {link}{more}}}\nParameters:\n  P: {{Type: String}}\n";

    [Theory]
    [InlineData("!Ref Subject", Truth.True)]
    [InlineData("!GetAtt Subject.Arn", Truth.True)]
    [InlineData("!Sub '${Subject}'", Truth.True)]
    [InlineData("!Sub 'arn:aws:x:::${Subject}/*'", Truth.True)]
    [InlineData("[!Ref Other, !Ref Subject]", Truth.True)]
    [InlineData("{A: {B: !Ref Subject}}", Truth.True)]
    [InlineData("my-name", Truth.True)]
    [InlineData("!Ref Other", Truth.False)]
    [InlineData("another", Truth.False)]
    [InlineData("!ImportValue Bucket", Truth.False)]
    [InlineData("!Ref P", Truth.Unknown)]
    [InlineData("!Ref 'AWS::NoValue'", Truth.False)]
    public void Related_resources_are_found_by_reference_or_name(string link, Truth expected) =>
        Assert.Equal(expected, Ask.Of("any related('Test::Kind::Policy', 'Link') as p", "{Name: my-name, Flag: 'true'}", "  Other: {Type: 'Test::Kind::Thing'}\n" + Policy(link)));

    [Fact]
    public void Two_that_are_named_by_the_same_parameter_belong_together() =>
        Assert.Equal(Truth.True, Ask.Of("any related('Test::Kind::Policy', 'Properties.Link') as p", "{Name: !Ref P}", Policy("!Ref P")));

    [Theory]
    [InlineData("true")]
    [InlineData("'1'")]
    [InlineData("a")]
    public void A_flag_or_a_number_is_no_name(string value) =>
        Assert.Equal(Truth.False, Ask.Of("any related('Test::Kind::Policy', 'Link') as p", $"{{Flag: {value}}}", Policy(value)));

    [Fact]
    public void Conditions_look_into_a_related_resource()
    {
        Assert.Equal(Truth.True, Ask.Of("any related('Test::Kind::Policy', 'Link') as p : p.On == true", "{}", Policy("!Ref Subject", ", On: true")));
        Assert.Equal(Truth.True, Ask.Of("any related('Test::Kind::Policy', 'Link') as p : p.Properties.On == true", "{}", Policy("!Ref Subject", ", On: true")));
        Assert.Equal(Truth.False, Ask.Of("any related('Test::Kind::Policy', 'Link') as p : p.On == true", "{}", Policy("!Ref Subject")));
    }

    [Fact]
    public void A_related_resource_counts_in_the_worlds_in_which_it_is_made()
    {
        const string rest = "  Policy:\n    Type: Test::Kind::Policy\n    Condition: C\n    Properties: {Link: !Ref Subject}\nParameters:\n  P: {Type: String}\nConditions:\n  C: !Equals [!Ref P, x]\n";
        Assert.Equal(Truth.Unknown, Ask.Of("any related('Test::Kind::Policy', 'Link') as p", "{}", rest));
        Assert.Equal(Truth.True, Ask.Of("any related('Test::Kind::Policy', 'Link') as p", "{}", rest.Replace("P: {Type: String}", "P: {Type: String, Default: x}")));
        Assert.Equal(Truth.True, Ask.Of("Properties.A == 2 or any related('Test::Kind::Policy', 'Link') as p", "{A: !If [C, 1, 2]}", rest));
    }

    [Fact]
    public void Related_to_another_resource()
    {
        const string rest = "  Role: {Type: 'Test::Kind::Role'}\n  Policy:\n    Type: Test::Kind::Policy\n    Properties: {Link: !Ref Role, On: true}\n";
        const string condition = "any target('Test::Kind::Role', Properties.Role) as r : any related('Test::Kind::Policy', 'Link', r) as p : p.On == true";
        Assert.Equal(Truth.True, Ask.Of(condition, "{Role: !Ref Role}", rest));
        Assert.Equal(Truth.False, Ask.Of(condition, "{Role: !Ref Role}", rest.Replace("Link: !Ref Role", "Link: !Ref Subject")));
    }

    [Theory]
    [InlineData("!Ref Role", "1")]
    [InlineData("!GetAtt Role.Arn", "1")]
    [InlineData("role-name", "1")]
    [InlineData("[!Ref Role, !Ref Role]", "2")]
    [InlineData("!Ref Subject", "0")]
    [InlineData("!Ref 'AWS::NoValue'", "0")]
    [InlineData("[]", "0")]
    [InlineData("elsewhere", "Expression()")]
    [InlineData("!ImportValue Role", "Import()")]
    [InlineData("!Ref P", "Parameter()")]
    [InlineData("[!Ref Role, !Ref P]", "Expression()")]
    public void The_target_of_a_reference(string value, string count) =>
        Assert.Equal(count, Ask.Value("count(target('Test::Kind::Role', Properties.R))", $"{{R: {value}}}", "  Role:\n    Type: Test::Kind::Role\n    Properties: {Name: role-name}\nParameters:\n  P: {Type: String}\n"));

    [Fact]
    public void Resources_others_and_self()
    {
        const string rest = "  Second: {Type: 'Test::Kind::Thing'}\n  Policy:\n    Type: Test::Kind::Policy\n    Properties: {Link: !Ref Subject}\n";
        Assert.Equal("2", Ask.Value("count(resources('Test::Kind::Thing'))", "{}", rest));
        Assert.Equal("1", Ask.Value("count(others('Test::Kind::Thing'))", "{}", rest));
        Assert.Equal("0", Ask.Value("count(resources('Test::Kind::None'))", "{}", rest));
        Assert.Equal(Truth.True, Ask.Of("any resources('Test::Kind::Policy') as p : p.Link == self()", "{}", rest));
        Assert.Equal(Truth.False, Ask.Of("any resources('Test::Kind::Policy') as p : p.Link == self()", "{}", rest.Replace("!Ref Subject", "!Ref Second")));
    }

    [Fact]
    public void While_a_part_of_the_deployment_is_hidden_a_missing_companion_is_unknown()
    {
        const string policy = """ "module": {"m": {"source": "registry/x/y"}}, "resource": {"test_thing": {"subject": {}}, "test_policy": {"p": {"thing": "${test_thing.other.id}"}}} """;
        var whole = Terraform.Of("any related('test_policy', 'thing') as p", "{" + policy.Replace(""" "module": {"m": {"source": "registry/x/y"}}, """, "") + "}");
        var hidden = Terraform.Of("any related('test_policy', 'thing') as p", "{" + policy + "}");
        Assert.Equal((Truth.False, Truth.Unknown), (whole, hidden));
    }

    private static class Terraform
    {
        public static Truth Of(string condition, string json)
        {
            var template = Templates.Terraform.Folder.Read(json);
            var subject = Templates.Terraform.Folder.Resource(template, "test_thing.subject");
            return Assessor.Holds(Engine.Catalogue.Expressions.Expression.Parse(condition), subject, template, SmallCatalogue.Empty);
        }
    }
}
