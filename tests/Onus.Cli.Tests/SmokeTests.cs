using Xunit;

namespace Onus.Cli.Tests;

public class SmokeTests
{
    [Fact]
    public void The_test_project_runs() => Assert.NotNull(typeof(SmokeTests).Assembly.Location);
}
