using CsCheck;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class ConditionPropertyTests
{
    private static readonly string[] Names = ["P", "Q", "R"];
    private static readonly string[] Allowed = ["a", "b", "c"];

    private abstract record Expression;

    private sealed record Same(string Name, string Text) : Expression;

    private sealed record Denied(Expression Inner) : Expression;

    private sealed record Joined(bool IsAnd, Expression Left, Expression Right) : Expression;

    private static readonly Gen<Expression> Expressions = Gen.Recursive<Expression>((depth, inner) =>
    {
        var leaf = Gen.Select(Gen.Int[0, 2].Select(i => Names[i]), Gen.Int[0, 3].Select(i => "abcd"[i].ToString()), Expression (name, text) => new Same(name, text));
        return depth > 3
            ? leaf
            : Gen.Frequency(
                (2, leaf),
                (1, inner.Select(Expression (e) => new Denied(e))),
                (2, Gen.Select(Gen.Bool, inner, inner, Expression (isAnd, left, right) => new Joined(isAnd, left, right))));
    });

    [Fact]
    public void With_all_values_given_a_condition_is_settled_as_logic_says() =>
        Gen.Select(Expressions, Gen.Int[0, 2].Select(i => Allowed[i]).Array[Names.Length]).Sample((expression, values) =>
        {
            var given = Names.Zip(values).ToArray();
            Assert.Equal(new Constant(Holds(expression, given)), Read(expression, Reads.Given(given)));
        }, iter: 300);

    [Fact]
    public void The_worlds_of_a_condition_have_the_outcomes_that_the_allowed_values_have() =>
        Expressions.Sample(expression =>
        {
            var logic = Read(expression, null);
            var outcomes = new HashSet<bool>();
            for (var world = new World(); world is not null; world = world.Next())
            {
                var holds = logic.Holds(world);
                if (!world.IsOverLimit) outcomes.Add(holds);
                else return;
            }

            var expected =
                from p in Allowed
                from q in Allowed
                from r in Allowed
                select Holds(expression, [("P", p), ("Q", q), ("R", r)]);
            Assert.Equal(expected.ToHashSet(), outcomes);
        }, iter: 300);

    private static Logic Read(Expression expression, TemplateContext? context)
    {
        var parameters = string.Concat(Names.Select(n => $"  {n}: {{Type: String, AllowedValues: [a, b, c]}}\n"));
        var text = $"Parameters:\n{parameters}Conditions:\n  C: {Written(expression)}\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Condition: C\n";
        return Reads.Template(text, context).Find("A")!.Condition!.Logic;
    }

    private static string Written(Expression expression) => expression switch
    {
        Same same => $"!Equals [!Ref {same.Name}, {same.Text}]",
        Denied denied => $"!Not [{Written(denied.Inner)}]",
        Joined joined => $"!{(joined.IsAnd ? "And" : "Or")} [{Written(joined.Left)}, {Written(joined.Right)}]",
        _ => throw new InvalidOperationException(),
    };

    private static bool Holds(Expression expression, (string Name, string Value)[] given) => expression switch
    {
        Same same => given.Single(g => g.Name == same.Name).Value == same.Text,
        Denied denied => !Holds(denied.Inner, given),
        Joined { IsAnd: true } both => Holds(both.Left, given) && Holds(both.Right, given),
        Joined either => Holds(either.Left, given) || Holds(either.Right, given),
        _ => throw new InvalidOperationException(),
    };
}
