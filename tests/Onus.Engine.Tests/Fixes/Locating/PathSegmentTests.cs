using Onus.Engine.Fixes.Locating;
using Xunit;

namespace Onus.Engine.Tests.Fixes.Locating;

public sealed class PathSegmentTests
{
    [Fact]
    public void Keys_items_and_quoted_keys_are_read()
    {
        Assert.Equal(
            [new PathSegment("A"), new PathSegment("B", true), new PathSegment("c.d"), new PathSegment("E", true, 3)],
            PathSegment.Parse("A.B[].'c.d'.E[3]"));
    }

    [Fact]
    public void An_open_item_is_the_one_that_the_finding_stands_on()
    {
        var settled = PathSegment.Settle(PathSegment.Parse("A.B[].C[].D"), PathSegment.Parse("A.B[2].C"));
        Assert.Equal([new PathSegment("A"), new PathSegment("B", true, 2), new PathSegment("C", true), new PathSegment("D")], settled);
    }

    [Fact]
    public void An_open_key_is_the_one_that_the_finding_stands_on()
    {
        Assert.Equal(PathSegment.Parse("Parameters.Password.NoEcho"), PathSegment.Settle(PathSegment.Parse("Parameters.*.NoEcho"), PathSegment.Parse("Parameters.Password")));
    }

    [Fact]
    public void A_finding_elsewhere_settles_nothing()
    {
        Assert.Equal(PathSegment.Parse("A.B[]"), PathSegment.Settle(PathSegment.Parse("A.B[]"), PathSegment.Parse("X.B[1]")));
    }

    [Fact]
    public void A_block_that_stands_alone_is_the_one_that_a_finding_inside_it_is_on()
    {
        var settled = PathSegment.Settle(PathSegment.Parse("a[].b[]"), PathSegment.Parse("a.b[2]"));
        Assert.Equal([new PathSegment("a", true, 0), new PathSegment("b", true, 2)], settled);
    }
}
