namespace Onus.Engine.Catalogue.Expressions;

/// <summary>The property paths that a condition looks at, variables followed to where their items come from.</summary>
public static class ExpressionPaths
{
    /// <summary>Paths from the resource, items as <c>[]</c>: <c>Properties.SecurityGroupIngress[].CidrIp</c>.</summary>
    public static IReadOnlyCollection<string> Of(Expression expression)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        Visit(expression, new Dictionary<string, string?>(StringComparer.Ordinal), paths);
        return paths;
    }

    /// <summary>Those paths that no other path of the condition goes on from.</summary>
    public static IEnumerable<string> LeavesOf(Expression expression)
    {
        var paths = Of(expression);
        return paths.Where(path => !paths.Any(other => other.StartsWith(path + "[", StringComparison.Ordinal) || other.StartsWith(path + ".", StringComparison.Ordinal)));
    }

    private static void Visit(Expression expression, Dictionary<string, string?> variables, HashSet<string> paths)
    {
        switch (expression)
        {
            case OrExpression or:
                Visit(or.Left, variables, paths);
                Visit(or.Right, variables, paths);
                break;
            case AndExpression and:
                Visit(and.Left, variables, paths);
                Visit(and.Right, variables, paths);
                break;
            case NotExpression not:
                Visit(not.Inner, variables, paths);
                break;
            case Compare compare:
                Visit(compare.Left, variables, paths);
                Visit(compare.Right, variables, paths);
                break;
            case Presence presence:
                Visit(presence.Subject, variables, paths);
                break;
            case Test test:
                Visit(test.Subject, variables, paths);
                break;
            case Quantifier quantifier:
                var source = Visit(quantifier.Source, variables, paths);
                var inner = new Dictionary<string, string?>(variables, StringComparer.Ordinal) { [quantifier.Variable] = source is null ? null : source + "[]" };
                if (quantifier.Where is { } where) Visit(where, inner, paths);
                if (quantifier.Body is { } body) Visit(body, inner, paths);
                break;
        }
    }

    /// <summary>Visits an operand, and gives the path its items would have; null where they are not the resource's.</summary>
    private static string? Visit(Operand operand, Dictionary<string, string?> variables, HashSet<string> paths)
    {
        switch (operand)
        {
            case PathOperand path:
                var isVariable = variables.TryGetValue(path.Segments[0], out var prefix);
                if (isVariable && prefix is null) return null;
                var full = isVariable ? string.Join('.', path.Segments.Skip(1).Prepend(prefix)) : string.Join('.', path.Segments);
                paths.Add(full);
                return full;
            case LiteralList list:
                foreach (var item in list.Items) Visit(item, variables, paths);
                return null;
            case Call call:
                foreach (var argument in call.Arguments) Visit(argument, variables, paths);
                return null;
            default:
                return null;
        }
    }
}
