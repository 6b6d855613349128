using Onus.Engine.Assessment;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

public sealed class WordingTests
{
    private const string Rest = "Parameters:\n  P: {Type: String}\n  Secret: {Type: String, NoEcho: true, Default: hunter2}\n  Kept: {Type: String, Default: a}\nConditions:\n  IsKept: !Equals [!Ref Kept, a]\n  IsProd: !Equals [!Ref P, prod]\n";

    private static Verdict Verdict(string condition, string properties, string note = "")
    {
        var binding = note.Length == 0 ? "" : $"    note: {note}\n";
        var (result, _) = Judged.Text($"Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties: {properties}\n{Rest}", Judged.Control(condition, binding: binding));
        return Assert.Single(result.Verdicts);
    }

    [Theory]
    [InlineData("Properties.A == 1", "{A: 2}", "Do it: `A` is `2`.")]
    [InlineData("Properties.A == 1", "{}", "Do it: `A` is not set.")]
    [InlineData("Properties.X.A == 1", "{X: {}}", "Do it: `X.A` is not set.")]
    [InlineData("Properties.A missing", "{A: [1]}", "Do it: see `A`.")]
    [InlineData("Properties.A == 1 or Properties.B missing", "{B: 3}", "Do it: `A` is not set.")]
    [InlineData("Properties.A == 1 or Properties.B != 3", "{B: 3}", "Do it: `A` is not set.")]
    [InlineData("Properties.A == 1 or (Properties.B missing and Properties.C missing)", "{C: 3}", "Do it: `A` is not set.")]
    [InlineData("Properties.A == 1 or Properties.B == 1", "{B: 3}", "Do it: `B` is `3`.")]
    [InlineData("not (text(Properties.A) contains 'Statement')", "{A: !Sub '{\"Statement\": \"${P}\"}'}", "Do it: see `A`.")]
    [InlineData("Properties.A missing", "{A: !Ref P}", "Do it: `A` comes from parameter `P`.")]
    [InlineData("none keys(Parameters) as p : looks_secret(p, 'x')", "{}", "Do it: `Secret` shows a secret.")]
    [InlineData("all Properties.L[] as x : x.A == 1", "{L: [{B: 1}], Other: !If [IsKept, 1, 2]}", "Do it: `L[0].A` is not set.")]
    [InlineData("all Properties.L[] as x : x.A == 1", "{L: [{B: !If [IsKept, 1, 2], A: !If [IsKept, 2, 1]}]}", "Do it: `L[0].A` is `2`, while `Kept` keeps its default.")]
    [InlineData("any related('AWS::S3::BucketPolicy', 'Bucket') as p", "{}", "Do it: no `AWS::S3::BucketPolicy` in this template refers to it.")]
    [InlineData("not secret_literal(Properties.Password)", "{Password: hunter2}", "Do it: `Password` holds a secret in the text.")]
    [InlineData("Properties.Password == 1", "{Password: !Ref Secret}", "Do it: `Password` holds a sensitive value (default of parameter `Secret`).")]
    [InlineData("Properties.A == 1", "{A: 'a `b`'}", "Do it: `A` is `a 'b'`.")]
    [InlineData("Properties.A == 1", "{A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", "Do it: `A` is `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…`.")]
    public void A_finding_says_what_is_open_and_what_stands_there(string condition, string properties, string message) =>
        Assert.Equal(message, Assert.Single(Verdict(condition, properties).Findings).Message);

    [Theory]
    [InlineData("Properties.A == 1", "{A: !Ref P}", "`A` cannot be told: parameter `P` has no default")]
    [InlineData("Properties.A == 1", "{A: !ImportValue X}", "`A` cannot be told: it comes from another stack or module `X`")]
    [InlineData("Properties.A == 1", "{A: !Ref 'AWS::Region'}", "`A` cannot be told: it is known only at deployment")]
    [InlineData("Properties.A == 1", "{A: !If [IsProd, 1, 2]}", "open unless `P == prod`")]
    [InlineData("Properties.A == 2", "{A: !If [IsProd, 1, 2]}", "open unless not `P == prod`")]
    [InlineData("unknown", "{}", "this template does not say")]
    public void An_unknown_verdict_says_why(string condition, string properties, string reason)
    {
        var verdict = Verdict(condition, properties);
        Assert.Equal((VerdictKind.Unknown, reason), (verdict.Kind, verdict.Reason));
    }

    [Fact]
    public void A_met_verdict_says_how()
    {
        Assert.Equal("`A` is `1`", Verdict("Properties.A == 1", "{A: 1}").Reason);
        Assert.Equal("`A` is not set: the account decides", Verdict("Properties.A != 1", "{}", "The account decides.").Reason);
    }

    [Fact]
    public void A_list_with_several_failures_counts_them() =>
        Assert.Equal("`L` is `2`, and 1 more like it", Verdict("all Properties.L[] as x : x == 1", "{L: [2, 3]}").Reason.Replace("L[0]", "L"));
}
