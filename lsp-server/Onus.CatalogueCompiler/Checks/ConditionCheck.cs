using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Facts;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Checks;

/// <summary>Holds one condition against the facts: types, paths, lists and what functions are given.</summary>
/// <param name="facts">Which types and paths exist.</param>
/// <param name="lists">The names of the named lists.</param>
/// <param name="type">The resource type under test.</param>
/// <param name="report">Takes what is wrong: the words of the condition, and a sentence.</param>
internal sealed class ConditionCheck(ResourceFacts facts, IReadOnlySet<string> lists, string type, Action<string, string> report)
{
    private static readonly string[] StatementNames = ["effect", "actions", "not_actions", "resources", "not_resources", "principals", "not_principals", "conditions"];

    private static readonly string[] ConditionNames = ["op", "key", "values"];

    private static readonly HashSet<string> OfStatement =
        ["grants", "grants_any", "is_public", "principal_any", "cross_account", "service_trust", "has_condition", "condition_op", "condition_values"];

    private enum Kind
    {
        Free,
        Resource,
        Property,
        Statement,
        Condition,
    }

    /// <summary>What a variable stands for.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Type">The resource type it is, or is a property of.</param>
    /// <param name="Path">For a property, its path.</param>
    private sealed record Item(Kind Kind, string Type = "", string Path = "");

    public void Check(Expression condition) => Visit(condition, []);

    private void Visit(Expression expression, Dictionary<string, Item> variables)
    {
        switch (expression)
        {
            case OrExpression or:
                Visit(or.Left, variables);
                Visit(or.Right, variables);
                break;
            case AndExpression and:
                Visit(and.Left, variables);
                Visit(and.Right, variables);
                break;
            case NotExpression not:
                Visit(not.Inner, variables);
                break;
            case Compare compare:
                Visit(compare.Left, variables);
                Visit(compare.Right, variables);
                break;
            case Presence presence:
                Visit(presence.Subject, variables);
                break;
            case Test test:
                Visit(test.Subject, variables);
                break;
            case Quantifier quantifier:
                var inner = new Dictionary<string, Item>(variables) { [quantifier.Variable] = Source(quantifier.Source, variables) };
                if (quantifier.Where is { } where) Visit(where, inner);
                if (quantifier.Body is { } body) Visit(body, inner);
                break;
        }
    }

    private void Visit(Operand operand, Dictionary<string, Item> variables)
    {
        switch (operand)
        {
            case PathOperand path:
                if (path.Each) report(path.Text + "[]", $"`{path.Text}[]` names items, which only `all`, `any` and `none` can look at.");
                else CheckPath(path, variables);
                break;
            case NamedList named when !lists.Contains(named.Name):
                report("@" + named.Name, $"there is no list `@{named.Name}`{Near(NearestName.To(named.Name, lists), "@")}");
                break;
            case LiteralList list:
                foreach (var item in list.Items) Visit(item, variables);
                break;
            case Call call:
                Visit(call, variables);
                break;
        }
    }

    private Item Visit(Call call, Dictionary<string, Item> variables)
    {
        var arguments = call.Arguments;
        if (OfStatement.Contains(call.Function) && (arguments[0] is not PathOperand { Segments: [var name] } || ItemOf(name, variables)?.Kind is not (Kind.Statement or Kind.Free)))
            report(call.Function, $"`{call.Function}` takes a statement, as in `any statements(…) as s : {call.Function}(s{(arguments.Length > 1 ? ", …" : "")})`.");
        if (call.Function is not ("related" or "target" or "resources" or "others"))
        {
            foreach (var argument in arguments) Visit(argument, variables);
            return new Item(call.Function == "statements" ? Kind.Statement : Kind.Free);
        }

        if (arguments[0] is not Literal { Value: ScalarValue asked })
        {
            report(call.Function, $"`{call.Function}` takes the type as a text in quotes.");
            return new Item(Kind.Free);
        }

        var isKnown = CheckType(asked.Text);
        if (call.Function == "target") Visit(arguments[1], variables);
        if (call.Function == "related")
        {
            if (arguments[1] is not Literal { Value: ScalarValue link }) report(call.Function, "`related` takes the link as a text in quotes: the path that refers.");
            else if (isKnown) CheckExists(asked.Text, Rooted(asked.Text, link.Text), link.Text);
            if (arguments.Length > 2 && (arguments[2] is not PathOperand { Segments: [var other] } || ItemOf(other, variables)?.Kind is not Kind.Resource))
                report(call.Function, "`related` takes a variable that stands for a resource as its third argument.");
        }

        return isKnown ? new Item(Kind.Resource, asked.Text) : new Item(Kind.Free);
    }

    /// <summary>What the items of a quantifier's source are.</summary>
    private Item Source(Operand source, Dictionary<string, Item> variables)
    {
        switch (source)
        {
            case Call call:
                return Visit(call, variables);
            case PathOperand { Each: false, Segments.Length: > 1 } path:
                report(path.Text, $"`{path.Text}` is looked through item by item; write `{path.Text}[]`.");
                return new Item(Kind.Free);
            case PathOperand path:
                return CheckPath(path, variables) ?? new Item(Kind.Free);
            default:
                Visit(source, variables);
                return new Item(Kind.Free);
        }
    }

    private static Item? ItemOf(string name, Dictionary<string, Item> variables) => variables.GetValueOrDefault(name);

    /// <returns>What an item of the path is; null where that says nothing.</returns>
    private Item? CheckPath(PathOperand path, Dictionary<string, Item> variables)
    {
        var each = path.Each ? "[]" : "";
        if (ItemOf(path.Segments[0], variables) is not { } item) return CheckOwn(path, each);
        if (path.Segments.Length == 1) return item;
        var rest = path.Text[(path.Segments[0].Length + 1)..];
        switch (item.Kind)
        {
            case Kind.Resource:
                var rooted = Rooted(item.Type, rest);
                return CheckExists(item.Type, rooted + each, path.Text) ? new Item(Kind.Property, item.Type, rooted + each) : null;
            case Kind.Property:
                return CheckExists(item.Type, $"{item.Path}.{rest}{each}", path.Text) ? new Item(Kind.Property, item.Type, $"{item.Path}.{rest}{each}") : null;
            case Kind.Statement:
                CheckName(path, path.Segments[1], StatementNames, "a statement");
                return path.Segments[1] == "conditions" ? new Item(Kind.Condition) : null;
            case Kind.Condition:
                CheckName(path, path.Segments[1], ConditionNames, "a condition of a statement");
                return null;
            default:
                return null;
        }
    }

    private Item? CheckOwn(PathOperand path, string each)
    {
        var root = path.Segments[0];
        if (SpecialTypes.IsRoot(root)) return null;
        if (SpecialTypes.Is(type))
        {
            if (type == SpecialTypes.WholeTemplate) report(path.Text, $"`{root}` is not a root of a template; these are {string.Join(", ", SpecialTypes.Roots)}.");
            return null;
        }

        return CheckExists(type, path.Text + each, path.Text) ? new Item(Kind.Property, type, path.Text + each) : null;
    }

    private void CheckName(PathOperand path, string name, string[] known, string what)
    {
        if (!known.Contains(name)) report(path.Text, $"{what} has no `{name}`{Near(NearestName.To(name, known))}");
    }

    private bool CheckType(string asked)
    {
        if (SpecialTypes.Is(asked) || facts.HasType(asked)) return true;
        report(asked, $"there is no type `{asked}`{Near(facts.NearestType(asked))}");
        return false;
    }

    private bool CheckExists(string owner, string path, string written)
    {
        if (SpecialTypes.Is(owner) || !facts.HasType(owner)) return true;
        var answer = facts.Find(owner, path);
        if (answer.Exists) return true;
        report(path.EndsWith("[]", StringComparison.Ordinal) ? written + "[]" : written, Missing(owner, written, answer));
        return false;
    }

    /// <summary>A path as the facts have it: CloudFormation's start at Properties, which conditions on companions may leave out.</summary>
    private static string Rooted(string owner, string path)
    {
        path = path.Replace("[]", "", StringComparison.Ordinal);
        var isCloudFormation = owner.Contains("::", StringComparison.Ordinal);
        return isCloudFormation && path.Split('.')[0] is not ("Properties" or "DeletionPolicy" or "UpdateReplacePolicy" or "Metadata") ? "Properties." + path : path;
    }

    /// <summary>That a path does not exist, and what was probably meant.</summary>
    public static string Missing(string owner, string path, PathAnswer answer) =>
        answer.Unknown?.EndsWith("[]", StringComparison.Ordinal) == true
            ? $"`{answer.Unknown[..^2]}` in `{path}` of {owner} is no list."
            : $"{owner} has no `{answer.Unknown}` in `{path}`{Near(answer.Nearest)}";

    /// <summary>How a sentence ends that may know what was meant.</summary>
    public static string Near(string? nearest, string mark = "") => nearest is null ? "." : $"; did you mean `{mark}{nearest}`?";
}
