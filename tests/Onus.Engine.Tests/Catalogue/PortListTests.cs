using Xunit;

namespace Onus.Engine.Tests.Catalogue;

public sealed class PortListTests
{
    /// <summary>
    /// <c>ec2-sg-ingress-unlisted-port-world</c> leaves to the others what they report: a port missing from the list would be reported
    /// twice, one too many in it by no control.
    /// </summary>
    [Fact]
    public void The_ports_with_a_control_of_their_own_are_those_of_the_other_lists()
    {
        string[] lists =
        [
            "ports_winrm", "ports_file_sharing", "ports_database", "ports_cache_search", "ports_streaming", "ports_orchestrator",
            "ports_cleartext", "ports_development",
        ];
        var expected = lists.SelectMany(name => FileCatalogue.Instance.List(name)!.Value).Append("22").Append("3389");

        Assert.Equal(expected.Order(StringComparer.Ordinal), FileCatalogue.Instance.List("ports_reported")!.Value.Order(StringComparer.Ordinal));
    }
}
