using Onus.Engine.Assessment;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>Controls are judged as a whole in each assignment of the conditions that their resource hangs on.</summary>
public sealed class WorldTests
{
    private const string Open = "Parameters:\n  Env: {Type: String}\n  Zone: {Type: String}\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\n  IsTest: !Equals [!Ref Env, test]\n  IsFar: !Equals [!Ref Zone, far]\n";

    private const string Settled = "Parameters:\n  Env: {Type: String, Default: dev}\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\n";

    private static VerdictKind Asked(string require, string properties, string rest = Open, string? when = null) =>
        Ask.Verdict(Ask.Binding(require, when), properties, rest);

    [Fact]
    public void Worlds_that_agree_give_their_verdict()
    {
        Assert.Equal(VerdictKind.Met, Asked("Properties.A in [1, 2]", "{A: !If [IsProd, 1, 2]}"));
        Assert.Equal(VerdictKind.Open, Asked("Properties.A == 3", "{A: !If [IsProd, 1, 2]}"));
    }

    [Fact]
    public void Worlds_that_differ_are_unknown() => Assert.Equal(VerdictKind.Unknown, Asked("Properties.A == 1", "{A: !If [IsProd, 1, 2]}"));

    [Fact]
    public void A_default_settles_the_world() => Assert.Equal(VerdictKind.Open, Asked("Properties.A == 1", "{A: !If [IsProd, 1, 2]}", Settled));

    [Fact]
    public void One_condition_is_the_same_throughout_a_world()
    {
        Assert.Equal(VerdictKind.Met, Asked("Properties.A == Properties.B", "{A: !If [IsProd, 1, 2], B: !If [IsProd, 1, 2]}"));
        Assert.Equal(VerdictKind.Unknown, Asked("Properties.A == Properties.B", "{A: !If [IsProd, 1, 2], B: !If [IsFar, 1, 2]}"));
    }

    [Fact]
    public void A_parameter_cannot_equal_two_texts() =>
        Assert.Equal(VerdictKind.Met, Asked("not (Properties.A == 1 and Properties.B == 1)", "{A: !If [IsProd, 1, 0], B: !If [IsTest, 1, 0]}"));

    [Fact]
    public void An_absent_branch_is_absent_in_its_world()
    {
        Assert.Equal(VerdictKind.Unknown, Asked("Properties.A exists", "{A: !If [IsProd, 1, !Ref 'AWS::NoValue']}"));
        Assert.Equal(VerdictKind.Unknown, Asked("all Properties.L[] as x : x == 1", "{L: [1, !If [IsProd, 2, !Ref 'AWS::NoValue']]}"));
        Assert.Equal(VerdictKind.Met, Asked("all Properties.L[] as x : x == 1", "{L: [1, !If [IsProd, 1, !Ref 'AWS::NoValue']]}"));
    }

    [Fact]
    public void Not_applicable_in_one_world_leaves_the_verdict_of_the_others_where_that_is_met()
    {
        Assert.Equal(VerdictKind.Met, Asked("Properties.B == 1", "{A: !If [IsProd, 1, 2], B: 1}", when: "Properties.A == 1"));
        Assert.Equal(VerdictKind.Unknown, Asked("Properties.B == 2", "{A: !If [IsProd, 1, 2], B: 1}", when: "Properties.A == 1"));
        Assert.Equal(VerdictKind.NotApplicable, Asked("Properties.B == 1", "{A: !If [IsProd, 1, 2], B: 1}", when: "Properties.A == 3"));
    }

    [Fact]
    public void A_world_in_which_the_resource_is_not_made_does_not_count() =>
        Assert.Equal(VerdictKind.Open, Asked("Properties.A == 1", "{A: !If [IsProd, 2, 1]}", "    Condition: IsProd\n" + Open));

    [Fact]
    public void More_conditions_than_are_tried_are_unknown()
    {
        var names = Enumerable.Range(0, 8).Select(i => $"C{i}").ToList();
        var properties = $"{{L: [{string.Join(", ", names.Select(name => $"!If [{name}, 1, 2]"))}]}}";
        var rest = "Parameters:\n" + string.Concat(names.Select(name => $"  P{name}: {{Type: String}}\n"))
            + "Conditions:\n" + string.Concat(names.Select(name => $"  {name}: !Equals [!Ref P{name}, x]\n"));
        Assert.Equal(VerdictKind.Unknown, Asked("all Properties.L[] as x : x in [1, 2]", properties, rest));
    }
}
