using Onus.Engine.Catalogue.Expressions;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Expressions;

public sealed class ExpressionPathsTests
{
    [Theory]
    [InlineData("A.B == 1 and C exists", "A.B C")]
    [InlineData("all A.B[] as x : x.C == 1", "A.B A.B[].C")]
    [InlineData("any A[] as x where x.W : any x.C[] as y : y.D", "A A[].C A[].C[].D A[].W")]
    [InlineData("any related('T', 'link') as r : r.P == Q", "Q")]
    [InlineData("none statements(P.D) as s : is_public(s)", "P.D")]
    [InlineData("A in [B, 'c']", "A B")]
    public void Paths_are_followed_through_variables(string condition, string paths) =>
        Assert.Equal(paths, string.Join(' ', ExpressionPaths.Of(Expression.Parse(condition)).Order(StringComparer.Ordinal)));
}
