using Onus.Engine.Templates.Terraform.Hcl;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Operators, and conditions as logic over what only the deployment settles.</summary>
internal sealed partial class Evaluator
{
    private Value Conditional(HclExpression expression, HclExpression condition, HclExpression then, HclExpression otherwise, Bindings? bindings)
    {
        var outer = Session.Leanings;
        var leaned = Session.Leanings = new Leanings();
        var logic = LogicOf(condition, bindings);
        Session.Leanings = outer;
        outer?.AddAll(leaned);
        var decidedBy = leaned.Names;

        if (logic is null) return Fault(expression);
        if (logic is Constant settled && decidedBy.IsEmpty) return Evaluate(settled.Value ? then : otherwise, bindings);
        var made = new Condition(Print(condition), origin.At(condition.Span), logic, decidedBy);
        return Branches(expression, made, then, otherwise, bindings);
    }

    private Value Branches(HclExpression expression, Condition condition, HclExpression then, HclExpression otherwise, Bindings? bindings)
    {
        // The branch not taken may well be wrong (`x == null ? 0 : x.y`): a fault there is only a fault when it is chosen.
        Session.Mute();
        var left = Evaluate(then, bindings);
        var right = Evaluate(otherwise, bindings);
        Session.Unmute();
        if (condition.Logic is Constant constant)
        {
            var chosen = constant.Value ? left : right;
            if (chosen is FaultValue) return Fault(expression);
            if (constant.Value) right = Settle(right, otherwise);
            else left = Settle(left, then);
        }

        if (left is FaultValue && right is FaultValue) return Fault(expression);
        return Choices.Of(condition, Settle(left, then), Settle(right, otherwise), origin.At(expression.Span));
    }

    private Value ChoiceBy(Logic? logic, HclExpression condition, Value then, Value otherwise)
    {
        logic ??= new Atom(scope.Prefix + Print(condition));
        return Choices.Of(new Condition(Print(condition), origin.At(condition.Span), logic, []), then, otherwise, then.Place);
    }

    /// <summary>A condition's logic: a constant where all in it is known. Null where Terraform would refuse it.</summary>
    public Logic? LogicOf(HclExpression expression, Bindings? bindings)
    {
        switch (expression)
        {
            case UnaryExpression { Operator: "!" } not:
                return LogicOf(not.Operand, bindings) is { } inner ? Choices.Not(inner) : null;
            case BinaryExpression { Operator: "&&" or "||" } both:
                var left = LogicOf(both.Left, bindings);
                var right = LogicOf(both.Right, bindings);
                // `x != null && x.y` is refused by neither side alone.
                if (left is Constant { Value: false } && both.Operator == "&&") return left;
                if (left is Constant { Value: true } && both.Operator == "||") return left;
                if (left is null || right is null) return null;
                return both.Operator == "&&" ? Choices.And(left, right) : Choices.Or(left, right);
            default:
                var value = Evaluate(expression, bindings);
                var decidedBy = new List<string>();
                var logic = value is FaultValue ? null : Choices.LogicOf(value, v => TruthOf(v, expression, bindings), decidedBy);
                scope.Touch(decidedBy, origin.Whole);
                return logic;
        }
    }

    private Logic? TruthOf(Value value, HclExpression expression, Bindings? bindings)
    {
        if (Values.TryBoolean(value, out var known)) return new Constant(known);
        if (value is not UnknownValue) return null;
        if (LocalBehind(expression) is { } local && scope.LogicOfLocal(local) is { } logic) return logic;
        if (expression is BinaryExpression { Operator: "==" or "!=" } equality)
        {
            var (left, right) = (QuestionText(equality.Left, bindings), QuestionText(equality.Right, bindings));
            Logic atom = new Atom(string.CompareOrdinal(left, right) <= 0 ? $"{left} == {right}" : $"{right} == {left}");
            return equality.Operator == "==" ? atom : new Not(atom);
        }

        return new Atom(QuestionText(expression, bindings));
    }

    private static string? LocalBehind(HclExpression expression) =>
        expression is TraversalExpression { Root: NameExpression { Name: "local" }, Steps: [AttributeStep step] } ? step.Name : null;

    // Equal questions get equal texts wherever they are asked, in whichever module.
    private string QuestionText(HclExpression expression, Bindings? bindings)
    {
        if (expression is not (TraversalExpression or NameExpression or LiteralExpression)) return scope.Prefix + Print(expression);
        return Evaluate(expression, bindings) switch
        {
            ScalarValue scalar => scalar.Text,
            UnknownValue { Text.Length: > 0 } unknown => unknown.Text.StartsWith("${", StringComparison.Ordinal) && unknown.Text.EndsWith('}')
                ? unknown.Text[2..^1]
                : unknown.Text,
            _ => scope.Prefix + Print(expression),
        };
    }

    private Value Unary(UnaryExpression expression, Bindings? bindings) =>
        Choices.Map(Evaluate(expression.Operand, bindings), operand => (expression.Operator, operand) switch
        {
            (_, FaultValue or AbsentValue or ListValue or MapValue) => Fault(expression),
            ("!", ScalarValue) => Values.TryBoolean(operand, out var truth) ? Values.Boolean(!truth, origin.At(expression.Span)) : Fault(expression),
            ("-", ScalarValue) => Values.TryNumber(operand, out var number) ? Values.Number(-number, origin.At(expression.Span)) : Fault(expression),
            _ => Unresolved(expression, operand),
        });

    private Value Binary(BinaryExpression expression, Bindings? bindings)
    {
        var left = Evaluate(expression.Left, bindings);
        if (left is FaultValue) return Fault(expression);
        if (ShortCut(expression, left) is { } decided) return decided;
        var right = Evaluate(expression.Right, bindings);
        if (right is FaultValue) return Fault(expression);
        if (ShortCut(expression, right) is { } decidedByRight) return decidedByRight;
        return Choices.Map([left, right], sides => Operate(expression, sides[0], sides[1]));
    }

    private ScalarValue? ShortCut(BinaryExpression expression, Value side) => (expression.Operator, side) switch
    {
        ("&&", ScalarValue { Text: "false" }) => Values.Boolean(false, origin.At(expression.Span)),
        ("||", ScalarValue { Text: "true" }) => Values.Boolean(true, origin.At(expression.Span)),
        _ => null,
    };

    private Value Operate(BinaryExpression expression, Value left, Value right)
    {
        var place = origin.At(expression.Span);
        if (expression.Operator is "==" or "!=")
        {
            // A number never equals a text, however it is written.
            if (left is ScalarValue a && right is ScalarValue b && a.Kind != b.Kind) return Values.Boolean(expression.Operator == "!=", place);
            return Values.Equal(left, right) is { } equal
                ? Values.Boolean(equal == (expression.Operator == "=="), place)
                : Unresolved(expression, left, right);
        }

        if (expression.Operator is "&&" or "||")
        {
            if (left is UnknownValue || right is UnknownValue) return ShortCut(expression, left) ?? ShortCut(expression, right) ?? (Value)Unresolved(expression, left, right);
            return Values.TryBoolean(left, out var p) && Values.TryBoolean(right, out var q)
                ? Values.Boolean(expression.Operator == "&&" ? p && q : p || q, place)
                : Fault(expression);
        }

        if (left is UnknownValue || right is UnknownValue) return Unresolved(expression, left, right);
        if (!Values.TryNumber(left, out var x) || !Values.TryNumber(right, out var y)) return Fault(expression);
        return expression.Operator switch
        {
            "+" => Finite(expression, Exact(x, y, static (m, n) => m + n) ?? x + y),
            "-" => Finite(expression, Exact(x, y, static (m, n) => m - n) ?? x - y),
            "*" => Finite(expression, Exact(x, y, static (m, n) => m * n) ?? x * y),
            "/" => Finite(expression, x / y),
            "%" => Finite(expression, x % y),
            "<" => Values.Boolean(x < y, place),
            ">" => Values.Boolean(x > y, place),
            "<=" => Values.Boolean(x <= y, place),
            ">=" => Values.Boolean(x >= y, place),
            _ => throw new InvalidOperationException($"Unknown operator {expression.Operator}."),
        };
    }

    /// <summary>Terraform counts in decimals, so that 0.1 + 0.2 is 0.3; null where the numbers are too large for that.</summary>
    private static double? Exact(double x, double y, Func<decimal, decimal, decimal> work)
    {
        const double largest = 1e12;
        return Math.Abs(x) < largest && Math.Abs(y) < largest ? (double)work((decimal)x, (decimal)y) : null;
    }

    private Value Finite(HclExpression expression, double number) =>
        double.IsFinite(number) ? Values.Number(number, origin.At(expression.Span)) : Fault(expression);
}
