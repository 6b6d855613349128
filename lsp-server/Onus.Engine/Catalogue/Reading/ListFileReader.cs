using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Catalogue.Reading;

/// <summary>Reads <c>schemas/lists.yaml</c>: the named lists of the expression language.</summary>
public static class ListFileReader
{
    public static (ImmutableArray<(string Name, ImmutableArray<string> Values)> Lists, ImmutableArray<CatalogueProblem> Problems) Read(SyntaxTree tree)
    {
        var problems = new List<CatalogueProblem>();
        if (tree.Root is null) return ([], []);
        var fields = new CatalogueFields(tree.Text, tree.Root, problems);
        fields.Required("date");
        var lists = fields.Entries("lists").Select(entry =>
        {
            var list = new CatalogueFields(tree.Text, entry.Value, problems);
            list.Text("note");
            var values = list.Texts("values");
            list.RejectOthers();
            return (entry.Name, values);
        }).ToImmutableArray();
        fields.RejectOthers();
        return (lists, [.. problems]);
    }
}
