using Onus.Engine.Assessment;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

public sealed class TextTests
{
    private const string Rest = "Parameters:\n  P: {Type: String}\n  Q: {Type: String, Default: q, NoEcho: true}\n  V: {Type: String, AllowedValues: ['1.30', '1.31']}\n  Set: {Type: CommaDelimitedList}\n";

    [Theory]
    [InlineData("{}", "0")]
    [InlineData("{X: []}", "0")]
    [InlineData("{X: [1, 2]}", "2")]
    [InlineData("{X: [1, !Ref 'AWS::NoValue']}", "1")]
    [InlineData("{X: [1, !Ref P]}", "2")]
    [InlineData("{X: {A: 1, B: 2}}", "2")]
    [InlineData("{X: a}", "1")]
    [InlineData("{X: ''}", "0")]
    [InlineData("{X: !Ref P}", "Parameter()")]
    [InlineData("{X: !Ref Set}", "Parameter()")]
    public void Count(string properties, string expected) => Assert.Equal(expected, Ask.Value("count(Properties.X)", properties, Rest));

    [Theory]
    [InlineData("AbC", "'abc'")]
    [InlineData("[A, bC]", "['a', 'bc']")]
    [InlineData("!Sub 'A-${P}'", "Parameter(a-${p})")]
    [InlineData("!Ref 'AWS::NoValue'", "absent")]
    public void Lower(string value, string expected) => Assert.Equal(expected, Ask.Value("lower(Properties.X)", $"{{X: {value}}}", Rest));

    [Theory]
    [InlineData("abc", "'abc'")]
    [InlineData("[a, [b]]", "'a b  '")]
    [InlineData("{A: 1, B: true}", "'A 1 B true '")]
    [InlineData("[a, !Ref P]", "'a ${P} '")]
    [InlineData("!Ref P", "''")]
    [InlineData("!Select [2, !Split ['/', !GetAtt Subject.WebsiteURL]]", "'${Subject.WebsiteURL}'")]
    [InlineData("!Base64 {'Fn::Sub': 'echo ${P}'}", "'echo ${P}'")]
    [InlineData("!Ref 'AWS::NoValue'", "''")]
    public void Text(string value, string expected) => Assert.Equal(expected, Ask.Value("text(Properties.X)", $"{{X: {value}}}", Rest));

    [Theory]
    [InlineData("mysql", "'8.0'", "'mysql 8.0'")]
    [InlineData("mysql", "!Ref 'AWS::NoValue'", "'mysql '")]
    [InlineData("mysql", "!Ref P", "Parameter(mysql ${P})")]
    public void Concat(string left, string right, string expected) => Assert.Equal(expected, Ask.Value("concat(Properties.A, Properties.B)", $"{{A: {left}, B: {right}}}", Rest));

    [Theory]
    [InlineData("{A: 1, B: 2}", "['A', 'B']")]
    [InlineData("{}", "[]")]
    [InlineData("abc", "[]")]
    [InlineData("!Ref P", "Parameter()")]
    public void Keys(string value, string expected) => Assert.Equal(expected, Ask.Value("keys(Properties.X)", $"{{X: {value}}}", Rest));

    [Theory]
    [InlineData("{A: 1, B: {C: [x, y]}}", "[1, 'x', 'y']")]
    [InlineData("abc", "['abc']")]
    [InlineData("{A: !Ref P, B: b}", "['b']")]
    [InlineData("!Ref P", "Parameter()")]
    [InlineData("!Ref 'AWS::NoValue'", "[]")]
    public void Values(string value, string expected) => Assert.Equal(expected, Ask.Value("values(Properties.X)", $"{{X: {value}}}", Rest));

    [Theory]
    [InlineData("'[{\"A\":1},{\"A\":true}]'", "[{A: 1}, {A: true}]")]
    [InlineData("'{\"A\":\"x\"}'", "[{A: 'x'}]")]
    [InlineData("''", "[]")]
    [InlineData("'{broken'", "Expression()")]
    [InlineData("'text'", "Expression()")]
    [InlineData("[{A: 1}]", "[{A: 1}]")]
    [InlineData("{A: 1}", "[{A: 1}]")]
    [InlineData("!Ref P", "Parameter()")]
    [InlineData("!Sub '[{\"A\":\"${P}\",\"B\":\"b\"}]'", "[{A: Parameter(${P}), B: 'b'}]")]
    [InlineData("!Ref 'AWS::NoValue'", "[]")]
    public void Json(string value, string expected) => Assert.Equal(expected, Ask.Value("json(Properties.X)", $"{{X: {value}}}", Rest));

    [Fact]
    public void Parameter_of_a_template_and_of_a_map()
    {
        Assert.Equal("true", Ask.Value("parameter_of('Q', 'NoEcho')", "{}", Rest));
        Assert.Equal("'q'", Ask.Value("parameter_of('Q', 'Default')", "{}", Rest));
        Assert.Equal("absent", Ask.Value("parameter_of('P', 'Default')", "{}", Rest));
        Assert.Equal("absent", Ask.Value("parameter_of('None', 'Default')", "{}", Rest));
        Assert.Equal("'b'", Ask.Value("parameter_of(Properties.M, 'a')", "{M: {a: b}}", Rest));
        Assert.Equal("absent", Ask.Value("parameter_of(Properties.M, 'b')", "{M: {a: b}}", Rest));
        Assert.Equal(Truth.True, Ask.Of("any keys(Properties.M) as k : parameter_of(Properties.M, k) == 'b'", "{M: {x: y, a: b}}"));
    }

    [Theory]
    [InlineData("'1.9'", "1.10", Truth.True)]
    [InlineData("'1.10'", "1.9", Truth.False)]
    [InlineData("'1.9'", "1.9", Truth.False)]
    [InlineData("'1.9.0'", "1.9", Truth.False)]
    [InlineData("'1.9'", "1.9.0", Truth.False)]
    [InlineData("'16'", "16.3", Truth.Unknown)]
    [InlineData("'16.1'", "16.3", Truth.True)]
    [InlineData("'16.10'", "16.3", Truth.False)]
    [InlineData("nodejs18.x", "nodejs20.x", Truth.True)]
    [InlineData("OpenSearch_2.11", "OpenSearch_2.3", Truth.False)]
    [InlineData("v1.29-eks", "1.30", Truth.True)]
    [InlineData("latest", "1.30", Truth.Unknown)]
    [InlineData("!Ref P", "1.30", Truth.Unknown)]
    [InlineData("!Ref V", "1.32", Truth.True)]
    [InlineData("!Ref V", "1.31", Truth.Unknown)]
    [InlineData("!Ref 'AWS::NoValue'", "1.30", Truth.False)]
    public void Version_less(string value, string than, Truth expected) => Assert.Equal(expected, Ask.Of($"version_lt(Properties.X, '{than}')", $"{{X: {value}}}", Rest));

    [Fact]
    public void A_version_may_be_compared_with_a_list_of_one()
    {
        Assert.Equal(Truth.True, Ask.Of("version_lt(Properties.X, @oldest)", "{X: '1.9'}"));
        Assert.Equal(Truth.False, Ask.Of("version_lt(Properties.X, @oldest)", "{X: '1.34'}"));
    }
}
