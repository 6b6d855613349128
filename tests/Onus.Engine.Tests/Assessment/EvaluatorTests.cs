using Onus.Engine.Assessment;
using Onus.Engine.Tests.Templates.CloudFormation;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

public sealed class EvaluatorTests
{
    /// <summary>One property of each kind: T true, F false, U unknown (a parameter without default), and a list of two rules.</summary>
    private const string Properties = "{T: true, F: 'false', U: !Ref P, Text: abc, Empty: '', Zero: 0, Port: '80', List: [1, 2], One: [x], Nothing: [], None: !Ref 'AWS::NoValue', Rules: [{A: 1, B: 2}, {A: 1}], Only: [{A: 5}]}";

    private const string Parameters = "Parameters:\n  P: {Type: String}\n  Q: {Type: String}\n  Choice: {Type: String, AllowedValues: [a, b]}\n  Maybe: {Type: String, AllowedValues: ['', b]}\n";

    private static Truth Of(string condition) => Ask.Of(condition, Properties, Parameters);

    [Theory]
    [InlineData("T", Truth.True)]
    [InlineData("F", Truth.False)]
    [InlineData("U", Truth.Unknown)]
    public void A_property_alone_is_its_truth(string name, Truth expected) => Assert.Equal(expected, Of($"Properties.{name} == true"));

    [Theory]
    [InlineData("T", "T", Truth.True, Truth.True)]
    [InlineData("T", "F", Truth.False, Truth.True)]
    [InlineData("T", "U", Truth.Unknown, Truth.True)]
    [InlineData("F", "T", Truth.False, Truth.True)]
    [InlineData("F", "F", Truth.False, Truth.False)]
    [InlineData("F", "U", Truth.False, Truth.Unknown)]
    [InlineData("U", "T", Truth.Unknown, Truth.True)]
    [InlineData("U", "F", Truth.False, Truth.Unknown)]
    [InlineData("U", "U", Truth.Unknown, Truth.Unknown)]
    public void And_and_or_know_a_third_value(string left, string right, Truth and, Truth or)
    {
        Assert.Equal(and, Of($"Properties.{left} == true and Properties.{right} == true"));
        Assert.Equal(or, Of($"Properties.{left} == true or Properties.{right} == true"));
    }

    [Theory]
    [InlineData("'1'", Truth.True)]
    [InlineData("'0'", Truth.False)]
    [InlineData("'True'", Truth.True)]
    [InlineData("'yes'", Truth.Unknown)]
    [InlineData("'Off'", Truth.Unknown)]
    [InlineData("yes", Truth.True)]
    [InlineData("'enabled'", Truth.False)]
    [InlineData("''", Truth.False)]
    public void A_text_equals_a_boolean_where_the_deploying_tool_takes_it_for_one(string written, Truth expected) =>
        Assert.Equal(expected, Ask.Of("Properties.B == true", $"{{B: {written}}}"));

    [Theory]
    [InlineData("ON", Truth.True)]
    [InlineData("'ON'", Truth.True)]
    [InlineData("OFF", Truth.False)]
    [InlineData("true", Truth.False)]
    public void A_bare_word_that_yaml_takes_for_a_boolean_is_still_the_word(string written, Truth expected)
    {
        Assert.Equal(expected, Ask.Of("Properties.B == 'ON'", $"{{B: {written}}}"));
        Assert.Equal(expected, Ask.Of("Properties.B in ['OPTIONAL', 'ON']", $"{{B: {written}}}"));
    }

    [Theory]
    [InlineData("not Properties.T == true", Truth.False)]
    [InlineData("not Properties.F == true", Truth.True)]
    [InlineData("not Properties.U == true", Truth.Unknown)]
    [InlineData("unknown", Truth.Unknown)]
    [InlineData("unknown or Properties.T", Truth.True)]
    [InlineData("unknown and Properties.F", Truth.False)]
    public void Not_leaves_the_unknown_unknown(string condition, Truth expected) => Assert.Equal(expected, Of(condition));

    [Theory]
    [InlineData("T", Truth.True)]
    [InlineData("F", Truth.False)]
    [InlineData("Zero", Truth.False)]
    [InlineData("Empty", Truth.False)]
    [InlineData("Absent", Truth.False)]
    [InlineData("U", Truth.Unknown)]
    [InlineData("Text", Truth.True)]
    [InlineData("List", Truth.True)]
    [InlineData("Nothing", Truth.False)]
    public void A_bare_operand_is_a_condition(string name, Truth expected) => Assert.Equal(expected, Of($"Properties.{name}"));

    [Theory]
    [InlineData("T", Truth.True)]
    [InlineData("F", Truth.True)]
    [InlineData("Zero", Truth.True)]
    [InlineData("Empty", Truth.False)]
    [InlineData("None", Truth.False)]
    [InlineData("Absent", Truth.False)]
    [InlineData("Nothing", Truth.True)]
    [InlineData("U", Truth.True)]
    [InlineData("U.Inside", Truth.Unknown)]
    [InlineData("Rules.A", Truth.Unknown)]
    [InlineData("Only.A", Truth.True)]
    [InlineData("Only.B", Truth.False)]
    [InlineData("Nothing.A", Truth.False)]
    [InlineData("Text.A", Truth.False)]
    public void Exists_is_for_what_is_there_whatever_it_is(string name, Truth expected)
    {
        Assert.Equal(expected, Of($"Properties.{name} exists"));
        Assert.Equal(expected, Of($"not Properties.{name} missing"));
        Assert.Equal(expected, Of($"Properties.{name} != null"));
        Assert.Equal(expected, Of($"not Properties.{name} == null"));
    }

    [Theory]
    [InlineData("!Ref Choice", Truth.True)]
    [InlineData("!Ref Maybe", Truth.Unknown)]
    [InlineData("!ImportValue X", Truth.True)]
    [InlineData("!GetAtt Subject.Arn", Truth.True)]
    public void What_may_be_empty_may_be_missing(string value, Truth expected) => Assert.Equal(expected, Ask.Of("Properties.X exists", $"{{X: {value}}}", Parameters));

    [Theory]
    [InlineData("T == true", Truth.True)]
    [InlineData("T == 'true'", Truth.True)]
    [InlineData("T == 'True'", Truth.True)]
    [InlineData("T == 'yes'", Truth.False)]
    [InlineData("F == false", Truth.True)]
    [InlineData("Port == 80", Truth.True)]
    [InlineData("Port == '080'", Truth.True)]
    [InlineData("Port == 81", Truth.False)]
    [InlineData("Zero == 0", Truth.True)]
    [InlineData("Text == 'abc'", Truth.True)]
    [InlineData("Text == 'ABC'", Truth.False)]
    [InlineData("Empty == ''", Truth.True)]
    [InlineData("Absent == 'x'", Truth.False)]
    [InlineData("Absent == ''", Truth.False)]
    [InlineData("Absent == Properties.Absent", Truth.False)]
    [InlineData("None == 'x'", Truth.False)]
    [InlineData("U == 'x'", Truth.Unknown)]
    [InlineData("U != 'x'", Truth.Unknown)]
    [InlineData("Absent != 'x'", Truth.True)]
    [InlineData("Text != 'x'", Truth.True)]
    [InlineData("Text != 'abc'", Truth.False)]
    [InlineData("Port > 79", Truth.True)]
    [InlineData("Port >= 80", Truth.True)]
    [InlineData("Port < 80", Truth.False)]
    [InlineData("Port <= 79.5", Truth.False)]
    [InlineData("Text > 1", Truth.False)]
    [InlineData("Absent > 1", Truth.False)]
    [InlineData("Absent < 1", Truth.False)]
    [InlineData("U > 1", Truth.Unknown)]
    public void Comparisons_are_lenient_in_form_and_strict_in_value(string condition, Truth expected) => Assert.Equal(expected, Of("Properties." + condition));

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    public void A_word_that_machines_take_for_a_number_is_none(string word)
    {
        Assert.Equal(Truth.False, Ask.Of("Properties.X >= 1", $"{{X: '{word}'}}"));
        Assert.Equal(Truth.False, Ask.Of("Properties.X < 1", $"{{X: '{word}'}}"));
    }

    [Theory]
    [InlineData("Properties.Text in ['x', 'abc']", Truth.True)]
    [InlineData("Properties.Text in ['x']", Truth.False)]
    [InlineData("Properties.Text in []", Truth.False)]
    [InlineData("Properties.Port in @ports", Truth.True)]
    [InlineData("Properties.Port not in @ports", Truth.False)]
    [InlineData("Properties.Absent in ['x']", Truth.False)]
    [InlineData("Properties.Absent not in ['x']", Truth.True)]
    [InlineData("Properties.U in ['x']", Truth.Unknown)]
    [InlineData("Properties.U not in ['x']", Truth.Unknown)]
    [InlineData("'x' in Properties.One", Truth.True)]
    [InlineData("Properties.One contains 'x'", Truth.True)]
    [InlineData("Properties.List contains 2", Truth.True)]
    [InlineData("Properties.List contains 3", Truth.False)]
    [InlineData("Properties.List contains Properties.U", Truth.Unknown)]
    [InlineData("Properties.Text contains 'b'", Truth.True)]
    [InlineData("Properties.Text contains 'B'", Truth.False)]
    [InlineData("Properties.Absent contains 'b'", Truth.False)]
    [InlineData("Properties.U contains 'b'", Truth.Unknown)]
    [InlineData("Properties.Text matches '^a.c$'", Truth.True)]
    [InlineData("Properties.Text matches 'b'", Truth.True)]
    [InlineData("Properties.Text matches @patterns", Truth.True)]
    [InlineData("Properties.Port matches @patterns", Truth.False)]
    [InlineData("Properties.Port matches '^8(?=0)'", Truth.True)]
    [InlineData("Properties.Absent matches ''", Truth.False)]
    [InlineData("Properties.Empty matches '^$'", Truth.True)]
    [InlineData("Properties.U matches 'b'", Truth.Unknown)]
    [InlineData("Properties.List matches '1'", Truth.False)]
    public void Membership_and_patterns(string condition, Truth expected) => Assert.Equal(expected, Of(condition));

    [Theory]
    [InlineData("Properties.X == 'a'", Truth.Unknown)]
    [InlineData("Properties.X in ['a', 'b', 'c']", Truth.True)]
    [InlineData("Properties.X == 'c'", Truth.False)]
    [InlineData("'c' == Properties.X", Truth.False)]
    [InlineData("Properties.X matches '^[ab]$'", Truth.True)]
    [InlineData("Properties.X contains 'c'", Truth.False)]
    public void All_that_a_parameter_allows_may_settle_it(string condition, Truth expected) => Assert.Equal(expected, Ask.Of(condition, "{X: !Ref Choice}", Parameters));

    [Theory]
    [InlineData("x-${P}", "Properties.X matches '^x-'", Truth.True)]
    [InlineData("x-${P}", "Properties.X matches '^y-'", Truth.Unknown)]
    [InlineData("x-${P}", "Properties.X contains 'x-'", Truth.True)]
    [InlineData("x-${Password}", "Properties.X contains 'Password'", Truth.Unknown)]
    [InlineData("x-${Password}", "Properties.X matches 'Password'", Truth.Unknown)]
    [InlineData("image:${Tag}", "Properties.X matches ':[^/]+$'", Truth.Unknown)]
    [InlineData("image:v${Tag}", "Properties.X matches ':[^/]+$'", Truth.True)]
    [InlineData("${P}", "Properties.X matches '.'", Truth.Unknown)]
    public void The_name_of_an_unknown_part_says_nothing_of_what_it_will_hold(string text, string condition, Truth expected) =>
        Assert.Equal(expected, Ask.Of(condition, $"{{X: !Sub '{text}'}}", "Parameters:\n  P: {Type: String}\n  Password: {Type: String}\n  Tag: {Type: String}\n"));

    [Theory]
    [InlineData("!Ref Other", "!Ref Other", Truth.True)]
    [InlineData("!Ref Other", "!GetAtt Other.Arn", Truth.True)]
    [InlineData("!GetAtt Other.Arn", "!GetAtt Other.Id", Truth.Unknown)]
    [InlineData("!Ref Other", "!Ref Third", Truth.False)]
    [InlineData("!Ref P", "!Ref P", Truth.True)]
    [InlineData("!Ref P", "!Ref Q", Truth.Unknown)]
    [InlineData("!Sub 'a-${P}'", "!Sub 'a-${P}'", Truth.True)]
    [InlineData("!Sub 'a-${P}'", "!Sub 'b-${P}'", Truth.Unknown)]
    [InlineData("!ImportValue I", "!ImportValue I", Truth.True)]
    [InlineData("!Ref Other", "other-name", Truth.Unknown)]
    public void What_comes_from_the_same_place_is_equal(string left, string right, Truth expected) =>
        Assert.Equal(expected, Ask.Of("Properties.A == Properties.B", $"{{A: {left}, B: {right}}}", "  Other: {Type: 'Test::A::B'}\n  Third: {Type: 'Test::A::B'}\n" + Parameters));

    [Theory]
    [InlineData("all Properties.Rules[] as r : r.A == 1", Truth.True)]
    [InlineData("all Properties.Rules[] as r : r.B == 2", Truth.False)]
    [InlineData("any Properties.Rules[] as r : r.B == 2", Truth.True)]
    [InlineData("none Properties.Rules[] as r : r.B == 3", Truth.True)]
    [InlineData("none Properties.Rules[] as r : r.A == 1", Truth.False)]
    [InlineData("any Properties.Rules[] as r", Truth.True)]
    [InlineData("none Properties.Rules[] as r", Truth.False)]
    [InlineData("none Properties.Nothing[] as r", Truth.True)]
    [InlineData("all Properties.Nothing[] as r : r == 1", Truth.True)]
    [InlineData("any Properties.Nothing[] as r : r == 1", Truth.False)]
    [InlineData("all Properties.Absent[] as r : r == 1", Truth.True)]
    [InlineData("any Properties.Absent[] as r", Truth.False)]
    [InlineData("all Properties.U[] as r : r == 1", Truth.Unknown)]
    [InlineData("any Properties.U[] as r", Truth.Unknown)]
    [InlineData("all Properties.Rules[] as r where r.B exists : r.B == 2", Truth.True)]
    [InlineData("any Properties.Rules[] as r where r.B missing : r.A == 2", Truth.False)]
    [InlineData("all Properties.Rules[] as r where r.B == 9 : unknown", Truth.True)]
    [InlineData("all Properties.Rules[] as r where unknown : r.A == 1", Truth.True)]
    [InlineData("all Properties.Rules[] as r where unknown : r.B == 2", Truth.Unknown)]
    [InlineData("any Properties.Rules[] as r where unknown : r.B == 2", Truth.Unknown)]
    [InlineData("any Properties.Rules[] as r where unknown : r.B == 9", Truth.False)]
    [InlineData("all Properties.Text[] as r : r == 'abc'", Truth.True)]
    [InlineData("any Properties.Rules[] as r : any Properties.List[] as x : r.B == x", Truth.True)]
    [InlineData("all Properties.List[] as Properties : Properties > 0", Truth.True)]
    public void Quantifiers(string condition, Truth expected) => Assert.Equal(expected, Of(condition));

    [Theory]
    [InlineData("[!Ref P, 2]", "any Properties.X[] as x : x == 2", Truth.True)]
    [InlineData("[!Ref P, 2]", "any Properties.X[] as x : x == 3", Truth.Unknown)]
    [InlineData("[!Ref P, 2]", "all Properties.X[] as x : x == 3", Truth.False)]
    [InlineData("[!Ref P, 2]", "all Properties.X[] as x : x == 2", Truth.Unknown)]
    [InlineData("[!Ref 'AWS::NoValue', 2]", "all Properties.X[] as x : x == 2", Truth.True)]
    [InlineData("[!Ref 'AWS::NoValue', {A: 2}]", "Properties.X.A == 2", Truth.True)]
    public void An_unknown_item_is_unknown_and_an_absent_one_is_not_there(string list, string condition, Truth expected) =>
        Assert.Equal(expected, Ask.Of(condition, $"{{X: {list}}}", Parameters));

    [Fact]
    public void Defaults_stand_in_comparisons_and_nowhere_else()
    {
        VerdictKind Asked(string require, string properties) => Ask.Verdict(Ask.Binding(require, defaults: ("Properties.A.B", "off")), properties);

        Assert.Equal(VerdictKind.Met, Asked("Properties.A.B == 'off'", "{}"));
        Assert.Equal(VerdictKind.Open, Asked("Properties.A.B == 'off'", "{A: {B: on}}"));
        Assert.Equal(VerdictKind.Met, Asked("Properties.A.B in ['off']", "{A: {}}"));
        Assert.Equal(VerdictKind.Open, Asked("Properties.A.B exists", "{}"));
        Assert.Equal(VerdictKind.Met, Asked("Properties.A.B missing", "{}"));
        Assert.Equal(VerdictKind.Met, Asked("none Properties.A.B[] as x", "{}"));
    }

    [Fact]
    public void A_condition_for_an_unknown_default_is_unknown() =>
        Assert.Equal(VerdictKind.Unknown, Ask.Verdict(Ask.Binding("Properties.A == 'x'", defaults: ("Properties.A", "off")), "{A: !Ref P}", Parameters));

    [Fact]
    public void When_decides_whether_a_control_applies()
    {
        Assert.Equal(VerdictKind.NotApplicable, Ask.Verdict(Ask.Binding("Properties.A == 1", when: "Properties.B exists"), "{A: 1}"));
        Assert.Equal(VerdictKind.Met, Ask.Verdict(Ask.Binding("Properties.A == 1", when: "Properties.B exists"), "{A: 1, B: 1}"));
        Assert.Equal(VerdictKind.Unknown, Ask.Verdict(Ask.Binding("Properties.A == 1", when: "Properties.B == 1"), "{A: 1, B: !Ref P}", Parameters));
    }

    [Fact]
    public void A_control_may_take_any_value_for_an_answer()
    {
        Assert.Equal(VerdictKind.Met, Ask.Verdict(Ask.Binding("Properties.A == 1", unknownMeets: true), "{A: !Ref P}", Parameters));
        Assert.Equal(VerdictKind.Unknown, Ask.Verdict(Ask.Binding("Properties.A == 1"), "{A: !Ref P}", Parameters));
    }

    [Fact]
    public void Terraform_blocks_may_be_maps_or_lists_of_one()
    {
        foreach (var body in new[] { """{"b": {"c": "1"}}""", """{"b": [{"c": "1"}]}""", """[{"b": {"c": 1}}]""" })
        {
            Assert.Equal(Truth.True, Ask.OfTerraform("b.c == 1", body));
            Assert.Equal(Truth.True, Ask.OfTerraform("all b[] as x : x.c == 1", body));
        }

        Assert.Equal(Truth.Unknown, Ask.OfTerraform("b.c == 1", """{"b": [{"c": 1}, {"c": 1}]}"""));
        Assert.Equal(Truth.True, Ask.OfTerraform("b missing", """{"b": null}"""));
        Assert.Equal(Truth.False, Ask.OfTerraform("any b[] as x", """{"b": []}"""));
    }

    [Fact]
    public void A_given_value_wins_over_a_default() =>
        Assert.Equal(Truth.True, Ask.Of("Properties.X == 'given'", "{X: !Ref P}", "Parameters:\n  P: {Type: String, Default: other}\n", Reads.Given(("P", "given"))));

    [Fact]
    public void Attributes_and_sections_are_roots_beside_the_properties()
    {
        Assert.Equal(Truth.True, Ask.Of("DeletionPolicy == 'Retain'", "{}", "    DeletionPolicy: Retain\n"));
        Assert.Equal(Truth.True, Ask.Of("DeletionPolicy missing", "{}"));
        Assert.Equal(Truth.True, Ask.Of("Parameters.P.Type == 'String'", "{}", Parameters));
    }
}
