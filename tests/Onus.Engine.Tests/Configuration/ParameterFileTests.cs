using Onus.Engine.Configuration;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Configuration;

public sealed class ParameterFileTests
{
    [Theory]
    [InlineData("""[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x=y"}, {"ParameterKey": "C", "UsePreviousValue": true}]""")]
    [InlineData("""{"Parameters": {"A": "1", "B": "x=y"}, "Tags": {"C": "d"}}""")]
    [InlineData("""{"A": 1, "B": "x=y"}""")]
    [InlineData("""["A=1", "B=x=y"]""")]
    public void Every_shape_that_the_tools_of_aws_take_gives_the_values_by_name(string json) =>
        Assert.Equal([("A", "1"), ("B", "x=y")], ParameterFile.Read(new SourceText("parameters.json", json)).OrderBy(p => p.Key).Select(p => (p.Key, p.Value)));

    [Theory]
    [InlineData("")]
    [InlineData("[1, {}]")]
    [InlineData("\"A=1\"")]
    public void Anything_else_gives_none(string json) => Assert.Empty(ParameterFile.Read(new SourceText("parameters.json", json)));
}
