using System.Collections.Immutable;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>
/// The policy that a policy document data source makes, in the form of the JSON it gives: <c>Version</c>, <c>Statement</c> and so on.
/// Every part keeps its place in the data source.
/// </summary>
internal static class PolicyDocuments
{
    public const string Type = "aws_iam_policy_document";

    private static readonly (string Argument, string Key)[] Lists =
    [
        ("actions", "Action"),
        ("not_actions", "NotAction"),
        ("resources", "Resource"),
        ("not_resources", "NotResource"),
    ];

    /// <param name="block">The data source.</param>
    /// <param name="scope">The module it stands in.</param>
    /// <param name="instance">The key or number of one of its instances; null for all as one.</param>
    public static MapValue Read(TerraformBlock block, ModuleScope scope, string? instance)
    {
        var instances = Instances.Of(block, scope);
        var body = BodyReader.Read(block, scope, (instance is null ? null : instances.Find(instance)) ?? instances.Bindings);
        var isOpen = false;
        var statements = new List<Value>();
        foreach (var name in (string[])["source_json", "source_policy_documents"]) isOpen |= !Merge(statements, Sources(body.Get(name)), scope);
        isOpen |= !Merge(statements, [OwnStatements(body.Get("statement"))], scope);
        foreach (var name in (string[])["override_json", "override_policy_documents"]) isOpen |= !Merge(statements, Sources(body.Get(name)), scope);

        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        var version = body.Entry("version");
        entries.Add(new MapEntry("Version", version?.KeyPlace ?? block.BodyPlace, version?.Value ?? Values.Text("2012-10-17", block.BodyPlace)));
        if (body.Entry("policy_id") is { } id) entries.Add(id with { Key = "Id" });
        var own = body.Entry("statement");
        entries.Add(new MapEntry("Statement", own?.KeyPlace ?? block.BodyPlace, Values.List([.. statements], own?.Value.Place ?? block.BodyPlace, isOpen)));
        return new MapValue
        {
            Entries = entries.DrainToImmutable(),
            Place = block.BodyPlace,
            Derivation = new Derivation($"policy document `data.{block.Key}`", block.BodyPlace),
        };
    }

    private static IEnumerable<Value> Sources(Value value) => value switch
    {
        AbsentValue => [],
        ListValue { IsOpen: false } list => list.Items,
        ListValue list => [.. list.Items, Values.Unknown(UnknownCause.Expression, "")],
        _ => [value],
    };

    /// <summary>Adds the statements of policies; one with a Sid that is there already replaces it. False where some cannot be seen.</summary>
    private static bool Merge(List<Value> statements, IEnumerable<Value> policies, ModuleScope scope)
    {
        var isWhole = true;
        foreach (var policy in policies)
        {
            if (policy is AbsentValue) continue;
            if (StatementsOf(policy, scope) is not { } more)
            {
                isWhole = false;
                continue;
            }

            isWhole &= !more.IsOpen;
            foreach (var statement in more.Items) Put(statements, statement);
        }

        return isWhole;
    }

    private static void Put(List<Value> statements, Value statement)
    {
        var sid = (statement as MapValue)?.Get("Sid") as ScalarValue;
        var at = sid is null or { Text.Length: 0 } ? -1 : statements.FindIndex(s => (s as MapValue)?.Get("Sid") is ScalarValue other && other.Text == sid.Text);
        if (at < 0) statements.Add(statement);
        else statements[at] = statement;
    }

    private static ListValue? StatementsOf(Value policy, ModuleScope scope)
    {
        if (policy is ListValue own) return own;
        if (policy is ScalarValue { Text.Length: > 0 } text) policy = ParsedJson.Of(text.Text, text.Place, scope.Session.Cancellation) ?? policy;
        if (policy is not MapValue { IsOpen: false } map) return null;
        return map.Get("Statement") switch
        {
            ListValue list => list,
            MapValue single => Values.List([single], single.Place),
            AbsentValue => Values.List([]),
            _ => null,
        };
    }

    private static ListValue OwnStatements(Value value)
    {
        var blocks = Blocks(value);
        return Values.List([.. blocks.Items.Select(Statement)], value.Place, blocks.IsOpen);
    }

    private static ListValue Blocks(Value value) => value switch
    {
        ListValue list => list,
        AbsentValue => Values.List([]),
        UnknownValue => Values.List([], value.Place, isOpen: true),
        _ => Values.List([value], value.Place),
    };

    private static Value Statement(Value block) => block switch
    {
        ChoiceValue choice => Choices.Of(choice.Condition, Statement(choice.Then), Statement(choice.Else), choice.Place),
        MapValue map => Statement(map),
        _ => block,
    };

    private static MapValue Statement(MapValue block)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>();
        if (Given(block, "sid") is { } sid) entries.Add(sid with { Key = "Sid" });
        var effect = Given(block, "effect");
        entries.Add(new MapEntry("Effect", effect?.KeyPlace ?? block.Place, effect?.Value ?? Values.Text("Allow", block.Place)));
        foreach (var (argument, key) in Lists)
        {
            if (Given(block, argument) is { } list && list.Value is not ListValue { Items.IsEmpty: true, IsOpen: false }) entries.Add(list with { Key = key });
        }

        Principals(block, "principals", "Principal", entries);
        Principals(block, "not_principals", "NotPrincipal", entries);
        if (Given(block, "condition") is { } condition) Conditions(condition, entries);
        return Values.Map(entries.DrainToImmutable(), block.Place, block.IsOpen);
    }

    private static MapEntry? Given(MapValue block, string name) =>
        block.Entry(name) is { Value: not AbsentValue } entry ? entry : null;

    private static void Principals(MapValue block, string argument, string key, ImmutableArray<MapEntry>.Builder into)
    {
        if (Given(block, argument) is not { } given) return;
        var blocks = Blocks(given.Value);
        if (blocks is { Items.IsEmpty: true, IsOpen: false }) return;
        var kinds = ImmutableArray.CreateBuilder<MapEntry>();
        var isOpen = blocks.IsOpen;
        foreach (var item in blocks.Items)
        {
            if (item is MapValue principal && principal.Get("type") is ScalarValue type)
            {
                var identifiers = principal.Get("identifiers");
                if (type.Text == "*" && blocks.Items.Length == 1)
                {
                    into.Add(new MapEntry(key, given.KeyPlace, Values.Text("*", type.Place)));
                    return;
                }

                Combine(kinds, type.Text, type.Place, identifiers);
            }
            else isOpen |= item is not AbsentValue;
        }

        into.Add(new MapEntry(key, given.KeyPlace, Values.Map(kinds.DrainToImmutable(), given.Value.Place, isOpen)));
    }

    private static void Conditions(MapEntry given, ImmutableArray<MapEntry>.Builder into)
    {
        var blocks = Blocks(given.Value);
        var tests = ImmutableArray.CreateBuilder<MapEntry>();
        var isOpen = blocks.IsOpen;
        foreach (var item in blocks.Items)
        {
            if (item is MapValue condition && condition.Get("test") is ScalarValue test && condition.Entry("variable") is { Value: ScalarValue variable } named)
            {
                var inner = ImmutableArray.CreateBuilder<MapEntry>();
                var at = IndexOf(tests, test.Text);
                if (at >= 0 && tests[at].Value is MapValue before) inner.AddRange(before.Entries);
                Combine(inner, variable.Text, named.Value.Place, condition.Get("values"));
                var map = Values.Map(inner.DrainToImmutable(), condition.Place);
                if (at >= 0) tests[at] = tests[at] with { Value = map };
                else tests.Add(new MapEntry(test.Text, test.Place, map));
            }
            else isOpen |= item is not AbsentValue;
        }

        if (tests.Count > 0 || isOpen) into.Add(new MapEntry("Condition", given.KeyPlace, Values.Map(tests.DrainToImmutable(), given.Value.Place, isOpen)));
    }

    private static int IndexOf(ImmutableArray<MapEntry>.Builder entries, string key)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == key) return i;
        }

        return -1;
    }

    private static void Combine(ImmutableArray<MapEntry>.Builder into, string key, Place place, Value values)
    {
        var at = IndexOf(into, key);
        if (at < 0)
        {
            into.Add(new MapEntry(key, place, values));
            return;
        }

        var (first, second) = (Blocks(into[at].Value), Blocks(values));
        into[at] = into[at] with { Value = Values.List([.. first.Items, .. second.Items], into[at].Value.Place, first.IsOpen || second.IsOpen) };
    }
}
