using Onus.Engine.Assessment;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>A finding stands at what decided it: the value where there is one, else the nearest thing around it that is written.</summary>
public sealed class BlameTests
{
    [Theory]
    [InlineData("Properties.A == 1", "{A: [|2|]}")]
    [InlineData("Properties.A == 1", "{B: 2}", true)]
    [InlineData("Properties.A.B == 1", "{A: {B: [|2|]}}")]
    [InlineData("Properties.A.B == 1", "{[|A|]: {C: 2}}")]
    [InlineData("Properties.A exists", "{B: 2}", true)]
    [InlineData("Properties.A missing", "{A: [|x|]}")]
    [InlineData("Properties.A missing", "{[|A|]: {B: 1}}")]
    [InlineData("Properties.A == 1 and Properties.B == 1", "{A: 1, B: [|2|]}")]
    [InlineData("Properties.A == 1 and Properties.B == 1", "{A: [|2|], B: 1}")]
    [InlineData("Properties.A == 1 or Properties.B == 1", "{B: [|2|]}")]
    [InlineData("Properties.A == 1 or Properties.B == 1", "{A: [|2|], B: 3}")]
    [InlineData("not (Properties.A == 1 and Properties.B == 2)", "{A: [|1|], B: 2}")]
    [InlineData("Properties.A not in ['x']", "{A: [|x|]}")]
    [InlineData("not Properties.A matches '^x'", "{A: [|xyz|]}")]
    [InlineData("all Properties.L[] as x : x == 1", "{L: [1, [|2|], 1, [|3|]]}")]
    [InlineData("none Properties.L[] as x : x.A == 1", "{L: [{A: [|1|]}, {A: 2}, {B: 0, A: [|1|]}]}")]
    [InlineData("all Properties.L[] as x : x.A exists", "{L: [{[|B|]: 1}, {A: 2}]}")]
    [InlineData("any Properties.L[] as x : x == 1", "{[|L|]: [2, 3]}")]
    [InlineData("any Properties.L[] as x : x.A == 1", "{L: [{A: [|2|]}]}")]
    [InlineData("any Properties.L[] as x where x.K == 'a' : x.A == 1", "{[|L|]: [{K: b, A: 2}]}")]
    [InlineData("any Properties.L[] as x : x == 1", "{B: 1}", true)]
    [InlineData("none Properties.L[] as x where x.Open : any x.P[] as p : p == 22", "{L: [{Open: true, P: [80, [|22|]]}, {Open: false, P: [22]}]}")]
    [InlineData("not world(Properties.C)", "{C: [|0.0.0.0/0|]}")]
    [InlineData("not (world(Properties.C) and port_open(22, Properties.F, Properties.T, Properties.P))", "{P: tcp, C: [|0.0.0.0/0|], F: 0, T: 100}")]
    [InlineData("none statements(Properties.D) as s : is_public(s)", "{D: {Statement: [{Effect: Deny, Principal: '*'}, {Sid: x, Effect: [|Allow|], Principal: '*'}]}}")]
    [InlineData("none statements(Properties.D) as s : count(s.not_actions) > 0", "{D: {Statement: [{Effect: Allow, [|NotAction|]: ['a:b', 'c:d']}]}}")]
    [InlineData("none statements(Properties.D) as s : (any s.principals[] as p : p == '*' or count(s.not_principals) > 0)", "{D: {Statement: {[|NotPrincipal|]: {AWS: 'x'}, Effect: Allow}}}")]
    [InlineData("any related('AWS::S3::BucketPolicy', 'Bucket') as p", "{A: 1}", true)]
    public void A_finding_stands_where_the_condition_failed(string condition, string properties, bool atName = false)
    {
        var name = atName ? "[|Subject|]" : "Subject";
        var (result, marked) = Judged.Text($"Resources:\n  {name}:\n    Type: AWS::S3::Bucket\n    Properties: {properties}\n", Judged.Control(condition));
        Assert.Equal(marked, result.Findings.Select(finding => finding.Place.Span));
    }

    [Theory]
    [InlineData("""{"resource": {"aws_thing": {"x": {"a": [|"2"|]}}}}""", "a == 1")]
    [InlineData("""{"resource": {"aws_thing": {[|"x"|]: {"b": "2"}}}}""", "a == 1")]
    [InlineData("""{"resource": {"aws_thing": {"x": [{"r": [{"p": 80}, {"p": [|22|]}]}]}}}""", "all r[] as y : y.p != 22")]
    [InlineData("""{"resource": {"aws_thing": {"x": {"r": {[|"q"|]: 80}}}}}""", "all r[] as y : y.p exists")]
    [InlineData("""{"resource": {"aws_thing": {"x": {"r": [{"q": 80, [|"l"|]: ["*"]}]}}}}""", "not (r.l contains '*')")]
    public void In_Terraform_too(string text, string condition)
    {
        var (result, marked) = Judged.Text(text, Judged.Control(condition));
        Assert.Equal(marked, result.Findings.Select(finding => finding.Place.Span));
    }

    [Theory]
    [InlineData("Properties.A == 1", "{A: 2}", "Properties.A")]
    [InlineData("Properties.A.B == 1", "{A: {C: 2}}", "Properties.A.B")]
    [InlineData("all Properties.L[] as x : x.A == 1", "{L: [{A: 1}, {A: 2}]}", "Properties.L[1].A")]
    [InlineData("all Properties.L[] as x : x == 1", "{L: [1, 2]}", "Properties.L[1]")]
    [InlineData("none Properties.L[] as x : any x.P[] as p : p == 22", "{L: [{P: []}, {P: [80, 22]}]}", "Properties.L[1].P[1]")]
    [InlineData("none statements(Properties.D) as s : is_public(s)", "{D: {Statement: [{Effect: Allow, Principal: '*'}]}}", "Properties.D.Statement[0]")]
    [InlineData("any related('AWS::S3::BucketPolicy', 'Bucket') as p", "{A: 1}", "")]
    public void A_finding_knows_the_path_that_failed(string condition, string properties, string path)
    {
        var (result, _) = Judged.Text($"Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties: {properties}\n", Judged.Control(condition));
        Assert.Equal(path, Assert.Single(result.Findings).Path);
    }

    [Fact]
    public void A_value_from_a_parameter_is_pointed_at_where_it_is_used_and_the_parameter_is_named()
    {
        const string text = "Parameters:\n  P: {Type: String, Default: 2}\nResources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties:\n      A: [|!Ref P|]\n";
        var (result, marked) = Judged.Text(text, Judged.Control("Properties.A == 1"));
        var finding = Assert.Single(result.Findings);
        Assert.Equal(Assert.Single(marked), finding.Place.Span);
        Assert.Equal("Do it: `A` is `2` (default of parameter `P`).", finding.Message);
        Assert.Contains(finding.Related, related => related.Note.Contains("`P`"));
    }

    [Fact]
    public void The_branch_that_fails_is_pointed_at()
    {
        const string text = "Parameters:\n  P: {Type: String, Default: x}\nConditions:\n  C: !Equals [!Ref P, x]\nResources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties:\n      A: !If [C, [|2|], 1]\n";
        var (result, marked) = Judged.Text(text, Judged.Control("Properties.A == 1"));
        var finding = Assert.Single(result.Findings);
        Assert.Equal(Assert.Single(marked), finding.Place.Span);
        Assert.Equal("Do it: `A` is `2`, while `P` keeps its default.", finding.Message);
    }

    [Fact]
    public void A_companion_of_a_loop_is_told_once()
    {
        const string text = "Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties: {L: [{A: 1, B: 1}]}\n";
        var (result, _) = Judged.Text(text, Judged.Control("all Properties.L[] as x : (x.A == 2 and x.A == 3)"));
        Assert.Single(result.Findings);
    }
}
