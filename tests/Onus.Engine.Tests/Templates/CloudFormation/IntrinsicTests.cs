using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class IntrinsicTests
{
    private const string Parameters = """
        Parameters:
          Env: {Type: String, Default: prod}
          Open: {Type: String}
          Choice: {Type: String, AllowedValues: [a, b]}
          Names: {Type: CommaDelimitedList, Default: "a, b,c"}
          Secret: {Type: String, NoEcho: true}
          Known: {Type: String, NoEcho: true, Default: hunter2}
          Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /path}
        Mappings:
          Sizes:
            prod: {Size: large, Same: x, List: [p, q]}
            test: {Size: small, Same: x, List: [r]}
        Conditions:
          IsProd: !Equals [!Ref Env, prod]
          IsOpen: !Equals [!Ref Open, yes!]
        """;

    [Theory]
    [InlineData("!Ref Env", "prod")]
    [InlineData("{Ref: Env}", "prod")]
    [InlineData("!Sub 'x-${Env}-y'", "x-prod-y")]
    [InlineData("{'Fn::Sub': 'x-${Env}-y'}", "x-prod-y")]
    [InlineData("!Sub ['${A}-${Env}', {A: !Ref Env}]", "prod-prod")]
    [InlineData("!Sub '${!Literal}-${Env}'", "${Literal}-prod")]
    [InlineData("!Join ['-', [a, !Ref Env, c]]", "a-prod-c")]
    [InlineData("{'Fn::Join': ['-', [a, {Ref: Env}]]}", "a-prod")]
    [InlineData("!Join [',', !Ref Names]", "a,b,c")]
    [InlineData("!Join [',', [x, !Ref 'AWS::NoValue']]", "x")]
    [InlineData("!Select [1, [a, b, c]]", "b")]
    [InlineData("{'Fn::Select': ['1', {Ref: Names}]}", "b")]
    [InlineData("!Select [2, !Split ['.', 'a.b.c']]", "c")]
    [InlineData("!FindInMap [Sizes, !Ref Env, Size]", "large")]
    [InlineData("{'Fn::FindInMap': [Sizes, test, Size]}", "small")]
    [InlineData("!FindInMap [Sizes, none, Size, {DefaultValue: medium}]", "medium")]
    [InlineData("!FindInMap [Sizes, !Ref Open, Same]", "x")]
    [InlineData("!Base64 'echo hi'", "echo hi")]
    [InlineData("{'Fn::Base64': {'Fn::Sub': 'echo ${Env}'}}", "echo prod")]
    [InlineData("{'Fn::Sub': ['${A}', {A: {Ref: Env}}]}", "prod")]
    [InlineData("{'Fn::Join': ['', {'Fn::Split': [',', 'a,b']}]}", "ab")]
    [InlineData("{'Fn::Select': [2, {'Fn::Split': ['.', 'a.b.c']}]}", "c")]
    [InlineData("!Length [a, b]", "2")]
    [InlineData("!ToJsonString {a: !Ref Env}", "{\"a\":\"prod\"}")]
    [InlineData("!Base64 {'Fn::Sub': 'echo ${Env}'}", "echo prod")]
    [InlineData("!Select [1, !Cidr ['10.0.0.0/16', 3, 8]]", "10.0.1.0/24")]
    [InlineData("{'Fn::Select': [0, {'Fn::Cidr': ['10.0.0.0/16', 2, 4]}]}", "10.0.0.0/28")]
    [InlineData("{'Fn::Length': [a, b, c]}", "3")]
    [InlineData("{'Fn::Length': {Ref: Names}}", "3")]
    [InlineData("{'Fn::ToJsonString': {a: [1, 'x\"y'], b: true}}", "{\"a\":[1,\"x\\\"y\"],\"b\":true}")]
    public void A_function_of_known_inputs_is_known(string expression, string expected) =>
        Assert.Equal(expected, Reads.Property(expression, Parameters).Text());

    [Theory]
    [InlineData("!Ref Open", UnknownCause.Parameter, "", "Open")]
    [InlineData("!Ref Other", UnknownCause.Attribute, "${Other}", "Other")]
    [InlineData("!GetAtt Other.Arn", UnknownCause.Attribute, "${Other.Arn}", "Other")]
    [InlineData("!GetAtt [Other, Arn]", UnknownCause.Attribute, "${Other.Arn}", "Other")]
    [InlineData("{'Fn::GetAtt': [Other, Arn]}", UnknownCause.Attribute, "${Other.Arn}", "Other")]
    [InlineData("{'Fn::GetAtt': Other.Arn}", UnknownCause.Attribute, "${Other.Arn}", "Other")]
    [InlineData("!Ref AWS::Region", UnknownCause.Pseudo, "${AWS::Region}", "AWS::Region")]
    [InlineData("!Sub 'a-${Open}-${Env}'", UnknownCause.Parameter, "a-${Open}-prod", "Open")]
    [InlineData("!Sub 'arn:${AWS::Partition}:s3:::${Other}/*'", UnknownCause.Attribute, "arn:${AWS::Partition}:s3:::${Other}/*", "Other")]
    [InlineData("!Join ['/', [a, !GetAtt Other.Arn]]", UnknownCause.Attribute, "a/${Other.Arn}", "Other")]
    [InlineData("!ImportValue net-vpc", UnknownCause.Import, "", "net-vpc")]
    [InlineData("{'Fn::ImportValue': {'Fn::Sub': '${Env}-vpc'}}", UnknownCause.Import, "", "prod-vpc")]
    [InlineData("!GetStackOutput {StackName: net, OutputName: Vpc}", UnknownCause.Import, "", "net.Vpc")]
    [InlineData("{'Fn::GetStackOutput': {StackName: net, OutputName: Vpc}}", UnknownCause.Import, "", "net.Vpc")]
    [InlineData("!Select [0, !GetAZs '']", UnknownCause.Pseudo, "", "Fn::GetAZs")]
    [InlineData("!FindInMap [Sizes, !Ref Open, Size]", UnknownCause.Parameter, "", "Open")]
    [InlineData("!Transform {Name: 'AWS::Include', Parameters: {Location: x}}", UnknownCause.Macro, "", "Fn::Transform")]
    [InlineData("!Ref Image", UnknownCause.DynamicReference, "", "Image")]
    [InlineData("'{{resolve:secretsmanager:db:SecretString:password}}'", UnknownCause.DynamicReference, "{{resolve:secretsmanager:db:SecretString:password}}", "secretsmanager:db:SecretString:password")]
    public void A_function_of_unknown_inputs_says_why_and_keeps_what_is_known(string expression, UnknownCause cause, string text, string name)
    {
        var unknown = Reads.Property(expression, Parameters).Unknown();
        Assert.Equal((cause, text, name), (unknown.Cause, unknown.Text, unknown.Name));
    }

    [Theory]
    [InlineData("!Ref Other", null)]
    [InlineData("!GetAtt Other.Arn", "Arn")]
    [InlineData("!Sub '${Other.Arn}/*'", "Arn")]
    [InlineData("!Select [0, !Split [':', !GetAtt Other.Arn]]", "Arn")]
    [InlineData("!Sub '{{resolve:secretsmanager:${Other}}}'", null)]
    public void A_value_made_from_a_resource_refers_to_it(string expression, string? attribute) =>
        Assert.Equal(new Reference("Other", attribute), Reads.Property(expression, Parameters).Unknown().Reference);

    [Fact]
    public void A_text_that_mentions_two_resources_refers_to_neither_but_lists_both()
    {
        var unknown = Reads.Property("!Sub '${Other}-${Thing.Arn}'", Parameters).Unknown();
        Assert.Null(unknown.Reference);
        Assert.Equal([new Reference("Other"), new Reference("Thing", "Arn")], unknown.References);
    }

    [Theory]
    [InlineData("!Ref Secret", true)]
    [InlineData("!Ref Open", false)]
    [InlineData("!Sub '${Secret}'", true)]
    [InlineData("!Sub '${Open}'", false)]
    [InlineData("!GetAtt Other.Arn", true)]
    [InlineData("!Ref Image", true)]
    [InlineData("'{{resolve:ssm-secure:/db}}'", true)]
    public void What_a_reader_of_the_template_cannot_see_is_secret_safe(string expression, bool expected) =>
        Assert.Equal(expected, Reads.Property(expression, Parameters).Unknown().IsSecretSafe);

    [Theory]
    [InlineData("!Ref Known")]
    [InlineData("!Sub 'x${Known}'")]
    public void A_hidden_parameter_with_a_default_is_known_but_sensitive(string expression) =>
        Assert.True(Assert.IsType<ScalarValue>(Reads.Property(expression, Parameters)).IsSensitive);

    [Fact]
    public void NoValue_is_absent() => Assert.IsType<AbsentValue>(Reads.Property("!Ref AWS::NoValue", Parameters));

    [Fact]
    public void Allowed_values_are_the_candidates_of_a_parameter_without_default() =>
        Assert.Equal(["a", "b"], Reads.Property("!Ref Choice", Parameters).Unknown().Candidates.Select(c => c.Text()));

    [Fact]
    public void All_rows_of_a_mapping_are_the_candidates_of_a_look_up_by_an_unknown_key() =>
        Assert.Equal(["large", "small"], Reads.Property("!FindInMap [Sizes, !Ref AWS::Region, Size]", Parameters).Unknown().Candidates.Select(c => c.Text()));

    [Fact]
    public void A_list_in_a_mapping_stays_a_list() =>
        Assert.Equal(["p", "q"], Assert.IsType<ListValue>(Reads.Property("!FindInMap [Sizes, prod, List]", Parameters)).Items.Select(i => i.Text()));

    [Fact]
    public void A_list_parameter_is_split_at_its_commas() =>
        Assert.Equal(["a", "b", "c"], Assert.IsType<ListValue>(Reads.Property("!Ref Names", Parameters)).Items.Select(i => i.Text()));

    [Theory]
    [InlineData("!If [IsProd, a, b]")]
    [InlineData("{'Fn::If': [IsProd, a, b]}")]
    public void If_is_a_choice_that_defaults_settle(string expression)
    {
        var choice = Assert.IsType<ChoiceValue>(Reads.Property(expression, Parameters));
        Assert.Equal(new Constant(true), choice.Condition.Logic);
        Assert.Equal(["Env"], choice.Condition.DecidedBy);
        Assert.Equal("a", new World().Resolve(choice).Text());
    }

    [Fact]
    public void A_text_around_a_choice_is_a_choice_of_texts()
    {
        var choice = Assert.IsType<ChoiceValue>(Reads.Property("!Join ['-', [x, !If [IsOpen, a, !Ref 'AWS::NoValue'], !If [IsOpen, c, d]]]", Parameters));
        Assert.Equal(("x-a-c", "x-d"), (choice.Then.Text(), choice.Else.Text()));
    }

    [Fact]
    public void Selecting_past_an_item_that_may_fall_away_is_a_choice()
    {
        var choice = Assert.IsType<ChoiceValue>(Reads.Property("!Select [1, [x, !If [IsOpen, a, !Ref 'AWS::NoValue'], z]]", Parameters));
        Assert.Equal(("a", "z"), (choice.Then.Text(), choice.Else.Text()));
    }

    [Fact]
    public void A_derived_value_stands_where_it_is_used_and_tells_where_it_comes_from()
    {
        var value = Reads.Property("!FindInMap [Sizes, !Ref Env, Size]", Parameters);
        Assert.Equal("!FindInMap [Sizes, !Ref Env, Size]", value.Place.Text);
        Assert.Equal("large", value.Derivation!.Place.Text);
        Assert.Equal("Env", value.Derivation.Next!.Parameter);
        Assert.Equal("prod", value.Derivation.Next.Place.Text);
    }

    [Fact]
    public void A_value_written_in_place_has_no_derivation() => Assert.Null(Reads.Property("x").Derivation);

    [Theory]
    [InlineData("true", ScalarKind.Boolean, "true")]
    [InlineData("No", ScalarKind.Boolean, "false")]
    [InlineData("'true'", ScalarKind.Text, "true")]
    [InlineData("80", ScalarKind.Number, "80")]
    [InlineData("-1", ScalarKind.Number, "-1")]
    [InlineData("1.5e3", ScalarKind.Number, "1.5e3")]
    [InlineData("10.0.0.0/8", ScalarKind.Text, "10.0.0.0/8")]
    [InlineData("2012-10-17", ScalarKind.Text, "2012-10-17")]
    [InlineData("n", ScalarKind.Text, "n")]
    public void Plain_scalars_are_typed_as_cloudformation_sees_them(string written, ScalarKind kind, string text)
    {
        var scalar = Assert.IsType<ScalarValue>(Reads.Property(written));
        Assert.Equal((kind, text), (scalar.Kind, scalar.Text));
    }

    [Theory]
    [InlineData("", UnknownCause.Broken)]
    [InlineData("!Join x", UnknownCause.Broken)]
    [InlineData("!If [IsProd, a]", UnknownCause.Broken)]
    [InlineData("!Nonsense x", UnknownCause.Expression)]
    public void What_is_not_whole_is_unknown_never_absent(string written, UnknownCause cause) =>
        Assert.Equal(cause, Reads.Property(written, Parameters).Unknown().Cause);

    [Fact]
    public void A_macro_beside_other_keys_opens_the_map()
    {
        var map = Assert.IsType<MapValue>(Reads.Property("{'Fn::Transform': {Name: 'AWS::Include'}, A: 1}"));
        Assert.True(map.IsOpen);
        Assert.Equal("1", map.Get("A").Text());
        Assert.Equal(UnknownCause.Macro, map.Get("B").Unknown().Cause);
    }

    [Fact]
    public void Given_values_win_over_defaults()
    {
        var value = Reads.Property("!Ref Env", Parameters, Reads.Given(("Env", "test")));
        Assert.Equal(("test", "Env"), (value.Text(), value.Derivation!.Parameter));
    }
}
