using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Facts;

/// <summary>The types and property paths that a condition names, variables followed to the resources and lists they stand for.</summary>
internal sealed class ConditionPaths
{
    /// <summary>Functions whose items are resources of the type that their first argument names.</summary>
    private static readonly HashSet<string> Companions = ["related", "target", "resources", "others"];

    private readonly HashSet<(string Type, string Path)> found = [];

    private ConditionPaths()
    {
    }

    /// <param name="condition">The condition.</param>
    /// <param name="type">The type of the resource it is asked of.</param>
    /// <returns>Each path with the type it starts from; an empty path where only the type is named.</returns>
    public static IReadOnlyCollection<(string Type, string Path)> Of(Expression condition, string type)
    {
        var paths = new ConditionPaths();
        paths.Visit(condition, new Scope(type, new Dictionary<string, Root?>(StringComparer.Ordinal)));
        return paths.found;
    }

    private void Visit(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case OrExpression or:
                Visit(or.Left, scope);
                Visit(or.Right, scope);
                break;
            case AndExpression and:
                Visit(and.Left, scope);
                Visit(and.Right, scope);
                break;
            case NotExpression not:
                Visit(not.Inner, scope);
                break;
            case Compare compare:
                Visit(compare.Left, scope);
                Visit(compare.Right, scope);
                break;
            case Presence presence:
                Visit(presence.Subject, scope);
                break;
            case Test test:
                Visit(test.Subject, scope);
                break;
            case Quantifier quantifier:
                var inner = scope.With(quantifier.Variable, ItemsOf(quantifier.Source, scope));
                if (quantifier.Where is { } where) Visit(where, inner);
                if (quantifier.Body is { } body) Visit(body, inner);
                break;
        }
    }

    private void Visit(Operand operand, Scope scope) => _ = ItemsOf(operand, scope);

    /// <summary>Notes what an operand names, and gives what its items are; null where the facts do not say.</summary>
    private Root? ItemsOf(Operand operand, Scope scope)
    {
        switch (operand)
        {
            case PathOperand path:
                return Note(path, scope);
            case LiteralList list:
                foreach (var item in list.Items) Visit(item, scope);
                return null;
            case Call call:
                return ItemsOf(call, scope);
            default:
                return null;
        }
    }

    private Root? ItemsOf(Call call, Scope scope)
    {
        if (call.Function == "self") return new Root(scope.Type, "");
        if (!Companions.Contains(call.Function))
        {
            foreach (var argument in call.Arguments) Visit(argument, scope);
            return null;
        }

        if (TextOf(call.Arguments[0]) is not { } type) return null;
        found.Add((type, ""));
        if (call.Function == "related" && TextOf(call.Arguments[1]) is { } link) found.Add((type, FromResource(type, link)));
        else if (call.Arguments.Length > 1) Visit(call.Arguments[1], scope);
        return new Root(type, "");
    }

    private Root? Note(PathOperand path, Scope scope)
    {
        var name = path.Segments[0];
        if (!scope.Variables.TryGetValue(name, out var variable))
        {
            var full = string.Join('.', path.Segments);
            found.Add((scope.Type, full));
            return new Root(scope.Type, full + "[]");
        }

        if (variable is null || path.Segments.Length == 1) return variable;
        var rest = string.Join('.', path.Segments.Skip(1));
        if (variable.Path.Length > 0) rest = $"{variable.Path}.{rest}";
        else rest = FromResource(variable.Type, rest);
        found.Add((variable.Type, rest));
        return new Root(variable.Type, rest + "[]");
    }

    /// <summary>A CloudFormation resource's properties may be asked for by their names alone.</summary>
    private static string FromResource(string type, string path) =>
        type.StartsWith("AWS::", StringComparison.Ordinal) && path.Split('.', '[')[0] is not ("Properties" or "DeletionPolicy" or "UpdateReplacePolicy") ? $"Properties.{path}" : path;

    private static string? TextOf(Operand operand) => operand is Literal { Value: ScalarValue text } ? text.Text : null;

    /// <summary>Where a variable's paths go on from.</summary>
    private sealed record Root(string Type, string Path);

    private sealed record Scope(string Type, Dictionary<string, Root?> Variables)
    {
        public Scope With(string variable, Root? root) =>
            this with { Variables = new Dictionary<string, Root?>(Variables, StringComparer.Ordinal) { [variable] = root } };
    }
}
