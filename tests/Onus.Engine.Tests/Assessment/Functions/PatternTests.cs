using System.Diagnostics;
using Onus.Engine.Assessment.Functions;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Functions;

public sealed class PatternTests
{
    [Theory]
    [InlineData("^[*]$|:role/[*]$", "arn:aws:iam::1:role/*", true)]
    [InlineData("^[*]$|:role/[*]$", "arn:aws:iam::1:role/a", false)]
    [InlineData("(?i)^(s3:)?[*]$", "S3:*", true)]
    [InlineData("policy/(?!AWSCloudShell)[A-Za-z0-9]+FullAccess$", "arn:aws:iam::aws:policy/AmazonS3FullAccess", true)]
    [InlineData("policy/(?!AWSCloudShell)[A-Za-z0-9]+FullAccess$", "arn:aws:iam::aws:policy/AWSCloudShellFullAccess", false)]
    public void A_short_text_is_matched_without_the_matcher_that_takes_long_to_make(string expression, string text, bool expected)
    {
        Assert.Equal(expected, Pattern.Of(expression).IsMatch(text));
        Assert.False(Pattern.Of(expression).IsSteady);
    }

    [Theory]
    [InlineData("needle$", true)]
    [InlineData("^needle", false)]
    [InlineData("(?<=x)needle$", true)]
    public void A_long_text_is_matched_in_time_that_grows_with_it(string expression, bool expected)
    {
        Assert.Equal(expected, Pattern.Of(expression).IsMatch(new string('x', 1000) + "needle"));
        Assert.True(Pattern.Of(expression).IsSteady);
    }

    [Theory]
    [InlineData("^(a+)+(b|c)$", "b")]
    [InlineData("^(a|aa)*(b|c)$", "c")]
    public void An_expression_that_backtracks_for_ever_is_answered_soon_and_right(string expression, string end)
    {
        var text = new string('a', 200);
        var watch = Stopwatch.StartNew();
        Assert.False(Pattern.Of(expression).IsMatch(text + "!"));
        Assert.True(Pattern.Of(expression).IsMatch(text + end));
        Assert.True(Pattern.Of(expression).IsSteady);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void An_expression_that_can_only_backtrack_is_given_up() =>
        Assert.False(Pattern.Of(@"^(a+)+(?<!b)(b|c)\1$").IsMatch(new string('a', 200) + "!"));
}
