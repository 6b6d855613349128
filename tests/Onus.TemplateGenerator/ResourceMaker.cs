using System.Globalization;
using System.Text.Json.Nodes;

namespace Onus.TemplateGenerator;

/// <summary>
/// Makes resources from recipes. The words of a recipe: a key that ends with <c>?40</c> is kept in 40 of 100; <c>@one:a|b</c>,
/// <c>@int:1|2</c> and <c>@bool</c> take one of several; <c>@if:a|b</c> hangs on the stage; <c>@ref:TYPE</c> and
/// <c>@att:TYPE.Attribute</c> point at an earlier resource; <c>@sub:text</c> is a text with parts to fill in; <c>@name</c> is the
/// resource's own name.
/// </summary>
internal sealed class ResourceMaker(RecipeBook book, bool isTerraform, int seed)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<string, List<string>> made = [];
    private readonly int weights = book.Recipes.Sum(recipe => recipe.Weight);

    public int Count { get; private set; }

    public JsonObject Head => book.Head.DeepClone().AsObject();

    /// <returns>The logical id, or <c>type.name</c> of Terraform, and its body.</returns>
    public (string Name, JsonObject Body) Next()
    {
        var recipe = Count < book.Recipes.Count ? book.Recipes[Count] : Choose();
        Count++;
        if (!made.TryGetValue(recipe.Type, out var names)) made[recipe.Type] = names = [];
        var number = (names.Count + 1).ToString(CultureInfo.InvariantCulture);
        var name = isTerraform ? $"{recipe.Name}_{number}" : recipe.Name + number;
        var body = Fill(recipe.Body, name);
        names.Add(name);
        return (isTerraform ? $"{recipe.Type}.{name}" : name, body);
    }

    private Recipe Choose()
    {
        var left = random.Next(weights);
        foreach (var recipe in book.Recipes)
        {
            left -= recipe.Weight;
            if (left < 0) return recipe;
        }

        return book.Recipes[^1];
    }

    private JsonObject Fill(JsonObject pattern, string name)
    {
        var filled = new JsonObject();
        foreach (var (key, value) in pattern)
        {
            var (written, isKept) = Decide(key);
            if (isKept) filled[written] = Fill(value, name);
        }

        return filled;
    }

    private (string Key, bool IsKept) Decide(string key)
    {
        var mark = key.LastIndexOf('?');
        return mark < 0 ? (key, true) : (key[..mark], random.Next(100) < int.Parse(key.AsSpan(mark + 1), CultureInfo.InvariantCulture));
    }

    private JsonNode? Fill(JsonNode? pattern, string name) => pattern switch
    {
        JsonObject map => Fill(map, name),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, name))]),
        JsonValue value when value.TryGetValue(out string? text) => Word(text, name),
        _ => pattern?.DeepClone(),
    };

    private JsonNode Word(string text, string name)
    {
        var own = text.Replace("@name", name.ToLowerInvariant().Replace('_', '-'), StringComparison.Ordinal);
        if (!own.StartsWith('@')) return own;
        var colon = own.IndexOf(':', StringComparison.Ordinal);
        var (word, rest) = colon < 0 ? (own, "") : (own[..colon], own[(colon + 1)..]);
        return word switch
        {
            "@bool" => random.Next(2) == 0,
            "@int" => int.Parse(One(rest), CultureInfo.InvariantCulture),
            "@one" => One(rest),
            "@if" => If(rest.Split('|')),
            "@sub" => new JsonObject { ["Fn::Sub"] = rest },
            "@ref" => isTerraform ? TerraformReference(rest) : Earlier(rest) is { } found ? new JsonObject { ["Ref"] = found } : Elsewhere(rest),
            "@att" => Attribute(rest),
            "@userdata" => new JsonObject { ["Fn::Base64"] = new JsonObject { ["Fn::Sub"] = "#!/bin/bash\nset -eu\ndnf install -y amazon-cloudwatch-agent\necho \"stage=${Stage}\" >> /etc/app.conf\nsystemctl enable --now app\n" } },
            _ => throw new InvalidDataException($"No recipe word is called {word}."),
        };
    }

    private string One(string choices)
    {
        var all = choices.Split('|');
        return all[random.Next(all.Length)];
    }

    private JsonNode If(string[] branches) => isTerraform
        ? $"${{var.production ? {branches[0]} : {branches[1]}}}"
        : new JsonObject { ["Fn::If"] = new JsonArray("IsProduction", Plain(branches[0]), Plain(branches[1])) };

    private static JsonNode Plain(string text) => bool.TryParse(text, out var truth) ? truth : text;

    private JsonNode Attribute(string wanted)
    {
        var dot = wanted.LastIndexOf('.');
        return Earlier(wanted[..dot]) is { } found ? new JsonObject { ["Fn::GetAtt"] = new JsonArray(found, wanted[(dot + 1)..]) } : Elsewhere(wanted[..dot]);
    }

    private string TerraformReference(string wanted)
    {
        var dot = wanted.LastIndexOf('.');
        var type = wanted[..dot];
        return Earlier(type) is { } found ? $"${{{type}.{found}{wanted[dot..]}}}" : "${var.vpc_id}";
    }

    /// <summary>A parameter is named, not a type: it is always there.</summary>
    private string? Earlier(string type)
    {
        if (!isTerraform && !type.Contains("::", StringComparison.Ordinal)) return type;
        return made.TryGetValue(type, out var names) ? names[random.Next(names.Count)] : null;
    }

    private static JsonObject Elsewhere(string type) => new()
    {
        ["Fn::ImportValue"] = new JsonObject { ["Fn::Sub"] = $"${{NetworkStack}}-{type[(type.LastIndexOf(':') + 1)..]}" },
    };
}
