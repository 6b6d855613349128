using System.Text.Json.Nodes;

namespace Onus.TemplateGenerator;

/// <summary>A kind of resource to make.</summary>
/// <param name="Weight">How often it is taken, against the others.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">What its name begins with.</param>
/// <param name="Body">What is written under its name, with words for <see cref="ResourceMaker"/> in it.</param>
internal sealed record Recipe(int Weight, string Type, string Name, JsonObject Body);

/// <summary>What generated templates are made of.</summary>
/// <param name="Head">The sections beside the resources.</param>
/// <param name="Recipes">The resources; also the order in which each is made once first.</param>
internal sealed record RecipeBook(JsonObject Head, IReadOnlyList<Recipe> Recipes)
{
    public static RecipeBook Load(string file)
    {
        using var stream = typeof(RecipeBook).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The build left out {file}.");
        var book = JsonNode.Parse(stream)?.AsObject() ?? throw new InvalidDataException($"{file} holds nothing.");
        var recipes = book["resources"]?.AsArray().OfType<JsonObject>().Select(Read).ToList() ?? [];
        return new RecipeBook(Required(book, "head"), recipes);
    }

    private static Recipe Read(JsonObject recipe)
    {
        var body = Required(recipe, "body");
        var type = (string?)body["Type"] ?? (string?)recipe["type"] ?? throw new InvalidDataException("A recipe has no type.");
        return new Recipe((int?)recipe["weight"] ?? 1, type, (string?)recipe["name"] ?? type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..], body);
    }

    private static JsonObject Required(JsonObject parent, string key) => parent[key]?.AsObject() ?? throw new InvalidDataException($"A recipe has no {key}.");
}
