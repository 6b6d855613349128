using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;

namespace Onus.Engine.Fixes;

/// <summary>A parameter or variable that a fix adds, for a value that only a person knows.</summary>
internal sealed record NewParameter(string Name, string Description);

/// <summary>Turns a recipe's value into what this template can hold: references to its resources, marks for what a person fills in.</summary>
/// <param name="framework">The template's.</param>
/// <param name="language">The text's.</param>
/// <param name="self">The resource under test.</param>
/// <param name="fills">Resources that stand for placeholders, by the placeholder's words.</param>
internal sealed class ValueResolver(
    Framework framework, SyntaxLanguage language, Resource self, ImmutableDictionary<string, Reference> fills)
{
    private const string ParameterWord = "parameter ";

    private readonly List<NewParameter> parameters = [];

    /// <summary>The parameters that the values resolved so far need.</summary>
    public IReadOnlyList<NewParameter> Parameters => parameters;

    public FixValue Resolve(FixValue value) => value switch
    {
        FixScalar scalar => Resolve(scalar),
        FixList list => new FixList([.. list.Items.Select(Resolve)]),
        FixMap { Entries: [("jsonencode", var document)] } when framework == Framework.Terraform =>
            new FixScalar("${jsonencode(" + HclExpression.Write(document, Embed) + ")}", ScalarKind.Text),
        FixMap map => new FixMap([.. map.Entries.Select(entry => (entry.Key, Resolve(entry.Value)))]),
        _ => value,
    };

    /// <summary>The words of all placeholders in a value that a person, or a resource of the template, fills in.</summary>
    public static IEnumerable<string> WordsIn(FixValue? value) => value switch
    {
        FixScalar scalar => Split(scalar.Text).Where(part => part.IsPlaceholder && !IsOurs(part.Text)).Select(part => part.Text),
        FixList list => list.Items.SelectMany(WordsIn),
        FixMap map => map.Entries.SelectMany(entry => WordsIn(entry.Value)),
        _ => [],
    };

    /// <summary>Whether a value comes from a parameter that the fix adds.</summary>
    public static bool AddsParameter(FixValue? value) => value switch
    {
        FixScalar scalar => scalar.Text.Contains("<" + ParameterWord, StringComparison.Ordinal),
        FixList list => list.Items.Any(AddsParameter),
        FixMap map => map.Entries.Any(entry => AddsParameter(entry.Value)),
        _ => false,
    };

    /// <summary>Whether a value refers to the resource under test.</summary>
    public static bool MentionsSelf(FixValue? value) => value switch
    {
        FixScalar scalar => scalar.Text.Contains("<self", StringComparison.Ordinal),
        FixList list => list.Items.Any(MentionsSelf),
        FixMap map => map.Entries.Any(entry => MentionsSelf(entry.Value)),
        _ => false,
    };

    private static bool IsOurs(string words) =>
        words == "self" || words.StartsWith("self.", StringComparison.Ordinal) || words.StartsWith(ParameterWord, StringComparison.Ordinal);

    private FixValue Resolve(FixScalar scalar)
    {
        if (scalar.Tag is { } tag) return language == SyntaxLanguage.Json ? LongForm(tag, scalar.Text) : scalar;
        if (!scalar.Text.Contains('<', StringComparison.Ordinal)) return scalar;
        var parts = Split(scalar.Text);
        if (parts is [{ IsPlaceholder: true } only] && ReferenceFor(only.Text) is { } reference) return Write(reference);
        var refersToSomething = parts.Any(part => part.IsPlaceholder && ReferenceFor(part.Text) is not null);
        var text = Embed(scalar.Text);
        if (!refersToSomething || framework == Framework.Terraform) return scalar with { Text = text };
        return language == SyntaxLanguage.Json ? new FixMap([("Fn::Sub", new FixScalar(text, ScalarKind.Text))]) : new FixScalar(text, ScalarKind.Text, "!Sub");
    }

    /// <summary>JSON has no tags: a function is a mapping there.</summary>
    private static FixMap LongForm(string tag, string text)
    {
        FixValue argument = tag == "!GetAtt" && text.Split('.', 2) is [var name, var attribute]
            ? new FixList([new FixScalar(name, ScalarKind.Text), new FixScalar(attribute, ScalarKind.Text)])
            : new FixScalar(text, ScalarKind.Text);
        return new FixMap([(tag == "!Ref" ? "Ref" : "Fn::" + tag[1..], argument)]);
    }

    /// <summary>The text with references as <c>${…}</c> and placeholders marked.</summary>
    private string Embed(string text)
    {
        var builder = new StringBuilder();
        foreach (var (part, isPlaceholder) in Split(text))
        {
            if (!isPlaceholder) builder.Append(part);
            else if (ReferenceFor(part) is { } reference) builder.Append("${").Append(Dotted(reference)).Append('}');
            else builder.Append(Placeholders.Mark($"<{part}>"));
        }

        return builder.ToString();
    }

    private FixValue Write(Reference reference)
    {
        if (framework == Framework.Terraform) return new FixScalar("${" + Dotted(reference) + "}", ScalarKind.Text);
        return (language, reference.Attribute) switch
        {
            (SyntaxLanguage.Json, null) => new FixMap([("Ref", new FixScalar(reference.Name, ScalarKind.Text))]),
            (SyntaxLanguage.Json, { } attribute) => new FixMap([("Fn::GetAtt",
                new FixList([new FixScalar(reference.Name, ScalarKind.Text), new FixScalar(attribute, ScalarKind.Text)]))]),
            (_, null) => new FixScalar(reference.Name, ScalarKind.Text, "!Ref"),
            (_, { } attribute) => new FixScalar(reference.Name + "." + attribute, ScalarKind.Text, "!GetAtt"),
        };
    }

    private string Dotted(Reference reference)
    {
        if (framework == Framework.CloudFormation) return reference.Attribute is null ? reference.Name : reference.Name + "." + reference.Attribute;
        return reference.Attribute == "" ? reference.Name : reference.Name + "." + (reference.Attribute ?? "id");
    }

    private Reference? ReferenceFor(string words)
    {
        if (fills.TryGetValue(words, out var known)) return known;
        if (words == "self") return new Reference(self.Name);
        if (words.StartsWith("self.", StringComparison.Ordinal)) return new Reference(self.Name, AttributeOf(words[5..]));
        return words.StartsWith(ParameterWord, StringComparison.Ordinal) ? ParameterFor(words[ParameterWord.Length..]) : null;
    }

    private string? AttributeOf(string name) => framework == Framework.Terraform ? name : name switch
    {
        "name" => null,
        "arn" => "Arn",
        _ => name,
    };

    private Reference ParameterFor(string words)
    {
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? words : words[..colon]).Trim();
        if (framework == Framework.Terraform) name = SnakeCase(name);
        if (parameters.All(known => known.Name != name)) parameters.Add(new NewParameter(name, colon < 0 ? "" : words[(colon + 1)..].Trim()));
        return framework == Framework.Terraform ? new Reference("var." + name, "") : new Reference(name);
    }

    private static string SnakeCase(string name)
    {
        var builder = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterUpper(character) && builder.Length > 0) builder.Append('_');
            builder.Append(char.ToLowerInvariant(character));
        }

        return builder.ToString();
    }

    private static List<(string Text, bool IsPlaceholder)> Split(string text)
    {
        var parts = new List<(string, bool)>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('<', at);
            var close = open < 0 ? -1 : text.IndexOf('>', open);
            if (close < 0) open = text.Length;
            if (open > at) parts.Add((text[at..open], false));
            if (close >= 0) parts.Add((text[(open + 1)..close], true));
            at = close < 0 ? text.Length : close + 1;
        }

        return parts;
    }
}
