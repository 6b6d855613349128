using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform.Modules;

namespace Onus.Engine.Fixes.Encoded;

/// <summary>A policy's statement in the words of Terraform's policy document block.</summary>
internal static class PolicyBlock
{
    private const string Prefix = "data." + PolicyDocuments.Type + ".";

    /// <summary>The block that <c>${data.….json}</c> refers to, and nothing else; null for any other text.</summary>
    public static string? ReferenceIn(string text) =>
        text.StartsWith("${" + Prefix, StringComparison.Ordinal) && text.EndsWith(".json}", StringComparison.Ordinal)
            && text[(2 + Prefix.Length)..^6] is var name && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
            ? Prefix + name
            : null;

    /// <summary>The statement's block; null for one that has parts of other kinds.</summary>
    public static FixMap? Of(EncodedNode statement)
    {
        if (statement.ToValue() is not FixMap map) return null;
        var entries = ImmutableArray.CreateBuilder<(string, FixValue)>();
        foreach (var (key, value) in map.Entries)
        {
            switch (key)
            {
                case "Sid" or "Effect":
                    entries.Add((key == "Sid" ? "sid" : "effect", value));
                    break;
                case "Action" or "NotAction" or "Resource" or "NotResource":
                    entries.Add((Plural(key), List(value)));
                    break;
                case "Principal" or "NotPrincipal":
                    entries.Add((key == "Principal" ? "principals" : "not_principals", Principals(value)));
                    break;
                case "Condition" when value is FixMap tests:
                    entries.Add(("condition", new FixList([.. tests.Entries.SelectMany(Conditions)])));
                    break;
                default:
                    return null;
            }
        }

        return new FixMap(entries.ToImmutable());
    }

    private static string Plural(string key) => key switch
    {
        "Action" => "actions",
        "NotAction" => "not_actions",
        "Resource" => "resources",
        _ => "not_resources",
    };

    private static FixValue Principals(FixValue value) => value is FixMap map
        ? new FixList([.. map.Entries.Select(entry => Principal(entry.Key, entry.Value))])
        : new FixList([Principal("*", value)]);

    private static FixMap Principal(string type, FixValue identifiers) => new([("type", Text(type)), ("identifiers", List(identifiers))]);

    private static IEnumerable<FixValue> Conditions((string Key, FixValue Value) test) => test.Value is FixMap variables
        ? variables.Entries.Select(entry => new FixMap([("test", Text(test.Key)), ("variable", Text(entry.Key)), ("values", List(entry.Value))]))
        : [];

    private static FixList List(FixValue value) => value as FixList ?? new FixList([value]);

    private static FixScalar Text(string text) => new(text, ScalarKind.Text);
}
