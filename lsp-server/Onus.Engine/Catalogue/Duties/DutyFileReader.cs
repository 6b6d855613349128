using System.Collections.Immutable;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>Reads the files of <c>schemas/duties/</c>. Never throws: what is wrong becomes a problem with its place.</summary>
internal sealed class DutyFileReader
{
    private const string Documentation = "https://docs.aws.amazon.com/";

    private readonly List<CatalogueProblem> problems;
    private readonly HashSet<string> layers = [];
    private SourceText text = new("", "");

    public DutyFileReader(List<CatalogueProblem> problems) => this.problems = problems;

    public ImmutableArray<Layer> ReadLayers(SourceText file)
    {
        var fields = Open(file);
        var read = fields.Items("layers").Select(Fields).Select(item =>
        {
            var layer = new Layer(item.Required("id"), item.Required("title"), item.Required("short"));
            item.RejectOthers();
            layers.Add(layer.Id);
            return layer;
        }).ToImmutableArray();
        fields.RejectOthers();
        return read;
    }

    public ImmutableArray<Duty> ReadDuties(SourceText file)
    {
        var fields = Open(file);
        var read = fields.Items("duties").Select(Fields).Select(item =>
        {
            var layer = item.Required("layer");
            CheckLayer(item, "layer", layer);
            var duty = new Duty(item.Required("id"), item.Required("title"), layer, item.Required("line"));
            item.RejectOthers();
            return duty;
        }).ToImmutableArray();
        fields.RejectOthers();
        return read;
    }

    /// <summary>Archetypes by id; each with the shares that all have in common.</summary>
    public Dictionary<string, Archetype> ReadArchetypes(SourceText file)
    {
        var fields = Open(file);
        var common = fields.Node("common") is { } node ? ReadShares(Fields(node)) : [];
        var read = new Dictionary<string, Archetype>();
        foreach (var item in fields.Items("archetypes").Select(Fields))
        {
            var archetype = new Archetype(item.Required("id"), item.Required("title"), [.. ReadShares(item), .. common]);
            item.RejectOthers();
            if (!read.TryAdd(archetype.Id, archetype)) item.Problem(item.Node("id")!, $"The archetype `{archetype.Id}` is there twice.");
        }

        fields.RejectOthers();
        return read;
    }

    public ImmutableArray<DutyService> ReadServices(SourceText file, IReadOnlyDictionary<string, Archetype> archetypes)
    {
        var fields = Open(file);
        var general = new Source("", "");
        if (fields.Node("general") is { } node)
        {
            var page = Fields(node);
            general = new Source(page.Required("source"), page.Required("url"));
            page.RejectOthers();
        }

        var read = fields.Items("services").Select(Fields).Select(item =>
        {
            var service = new DutyService(
                item.Required("id"),
                item.Required("name"),
                item.Required("what"),
                ReadArchetype(item, "archetype", archetypes) ?? "",
                item.Texts("cloudformation"),
                [.. item.Texts("terraform"), .. item.Texts("terraform-things")],
                item.Texts("terraform-things"),
                item.Text("url") is { } url ? new Source(item.Required("source"), Documentation + url) : general,
                ReadSaying(item));
            item.RejectOthers();
            return service;
        }).ToImmutableArray();
        fields.RejectOthers();
        return read;
    }

    public (ImmutableArray<PartRule> Parts, ImmutableArray<NamedType> Types, ImmutableArray<string> Acronyms) ReadTypes(
        SourceText file, IReadOnlyDictionary<string, Archetype> archetypes)
    {
        var fields = Open(file);
        var acronyms = fields.Texts("acronyms");
        var parts = fields.Items("parts").Select(Fields).Select(item =>
        {
            var rule = new PartRule(ReadArchetype(item, "as", archetypes) ?? "", item.Text("of"), item.Texts("words"));
            item.RejectOthers();
            return rule;
        }).ToImmutableArray();
        var types = fields.Items("types").Select(Fields).Select(item =>
        {
            var type = new NamedType(
                item.Texts("types"),
                item.Required("noun"),
                item.Required("what"),
                item.Text("as") is null ? null : ReadArchetype(item, "as", archetypes),
                ReadSaying(item));
            item.RejectOthers();
            return type;
        }).ToImmutableArray();
        fields.RejectOthers();
        return (parts, types, acronyms);
    }

    public ImmutableArray<MoverLine> ReadMovers(SourceText file)
    {
        var fields = Open(file);
        var sources = new Dictionary<string, Source>();
        foreach (var entry in fields.Entries("sources"))
        {
            var page = Fields(entry.Value);
            sources[entry.Name] = new Source(page.Required("title"), Documentation + page.Required("url"));
            page.RejectOthers();
        }

        var read = fields.Items("movers").SelectMany(node => ReadMover(Fields(node), sources)).ToImmutableArray();
        fields.RejectOthers();
        return read;
    }

    private ImmutableArray<MoverLine> ReadMover(CatalogueFields item, Dictionary<string, Source> sources)
    {
        var id = item.Required("id");
        var layer = item.Required("layer");
        CheckLayer(item, "layer", layer);
        var to = item.OneOf("to", item.Required("to"), ("customer", Owner.Customer), ("shared", Owner.Shared), ("aws", Owner.Aws));
        var says = item.Required("says");
        Source? source = null;
        if (item.Text("source") is { } key && !sources.TryGetValue(key, out source))
            item.Problem(item.Node("source")!, $"There is no source `{key}` at the top of the file.");
        var lines = item.Items("when").Select(node =>
        {
            var line = Fields(node);
            var read = new MoverLine(id, layer, to, says, source, line.Required("type"), line.Required("is"), new Place(text, node.Span));
            line.RejectOthers();
            return read;
        }).ToImmutableArray();
        item.RejectOthers();
        return lines;
    }

    private Saying ReadSaying(CatalogueFields item)
    {
        var omit = item.Texts("omit");
        foreach (var layer in omit) CheckLayer(item, "omit", layer);
        return new Saying(ReadShares(item), omit);
    }

    private ImmutableArray<Share> ReadShares(CatalogueFields item)
    {
        var shares = ImmutableArray.CreateBuilder<Share>();
        Add("customer", Owner.Customer);
        Add("shared", Owner.Shared);
        Add("aws", Owner.Aws);
        return shares.ToImmutable();

        void Add(string key, Owner owner)
        {
            foreach (var entry in item.Entries(key))
            {
                if (!layers.Contains(entry.Name)) item.Problem(entry.Key, $"There is no layer `{entry.Name}`.");
                if (entry.Value is ScalarNode sentence) shares.Add(new Share(entry.Name, owner, sentence.Value));
                else item.Problem(entry.Value, "A sentence is expected.");
            }
        }
    }

    private static string? ReadArchetype(CatalogueFields item, string key, IReadOnlyDictionary<string, Archetype> archetypes)
    {
        var id = item.Required(key);
        if (archetypes.ContainsKey(id)) return id;
        var nearest = NearestName.To(id, archetypes.Keys);
        item.Problem(item.Node(key)!, $"There is no archetype `{id}`{(nearest is null ? "." : $"; did you mean `{nearest}`?")}");
        return null;
    }

    private void CheckLayer(CatalogueFields item, string key, string layer)
    {
        if (!layers.Contains(layer)) item.Problem(item.Node(key)!, $"There is no layer `{layer}`.");
    }

    private CatalogueFields Open(SourceText file)
    {
        text = file;
        var tree = SyntaxTree.Read(file, SyntaxLanguage.Yaml);
        foreach (var error in tree.Errors) problems.Add(new CatalogueProblem(new Place(file, error.Span), error.Message));
        return tree.Root is { } root ? Fields(root) : Fields(new MappingNode { Span = default, Entries = [] });
    }

    private CatalogueFields Fields(SyntaxNode node) => new(text, node, problems);
}
