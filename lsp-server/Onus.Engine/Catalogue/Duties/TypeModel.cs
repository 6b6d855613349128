using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>Makes the profile of a resource type out of archetypes, services, types and movers; each when first asked for.</summary>
internal sealed class TypeModel
{
    private readonly ConcurrentDictionary<string, DutyProfile?> profiles = new();
    private readonly ImmutableArray<Layer> layers;
    private readonly Dictionary<string, Archetype> archetypes;
    private readonly ServiceIndex services;
    private readonly Dictionary<string, List<PartRule>> parts = [];
    private readonly Dictionary<string, NamedType> namedTypes = [];
    private readonly ImmutableArray<string> acronyms;
    private readonly ILookup<string, MoverLine> movers;

    public TypeModel(Func<string, SourceText> read, DutyFileReader reader, ImmutableArray<Layer> layers, List<CatalogueProblem> problems)
    {
        this.layers = layers;
        archetypes = reader.ReadArchetypes(read("archetypes.yaml"));
        var serviceText = read("services.yaml");
        ServicesPlace = new Place(serviceText, default);
        Services = reader.ReadServices(serviceText, archetypes);
        services = new ServiceIndex(Services);
        var typeText = read("types.yaml");
        TypesPlace = new Place(typeText, default);
        (var partRules, NamedTypes, acronyms) = reader.ReadTypes(typeText, archetypes);
        MoverLines = reader.ReadMovers(read("movers.yaml"));
        movers = MoverLines.ToLookup(line => line.Type);
        foreach (var rule in partRules)
        {
            foreach (var words in rule.Words)
            {
                if (!parts.TryGetValue(words, out var rules)) parts[words] = rules = [];
                rules.Add(rule);
            }
        }

        foreach (var named in NamedTypes)
        {
            foreach (var type in named.Types)
            {
                if (!namedTypes.TryAdd(type, named)) problems.Add(new CatalogueProblem(TypesPlace, $"The type `{type}` is named twice."));
            }
        }

        foreach (var beginning in services.Doubled) problems.Add(new CatalogueProblem(ServicesPlace, $"Two services claim `{beginning}`."));
    }

    public Place ServicesPlace { get; }

    public Place TypesPlace { get; }

    public ImmutableArray<DutyService> Services { get; }

    public ImmutableArray<NamedType> NamedTypes { get; }

    public ImmutableArray<MoverLine> MoverLines { get; }

    public DutyProfile? ProfileFor(string type) => profiles.GetOrAdd(type, MakeProfile);

    private DutyProfile? MakeProfile(string type)
    {
        if (services.Find(type) is not var (service, beginning)) return null;
        var named = namedTypes.GetValueOrDefault(type);
        var words = TypeWords.Of(type);
        var part = named is null ? PartOf(words, service) : null;
        var archetype = archetypes.GetValueOrDefault(named?.As ?? part ?? service.Archetype);
        if (archetype is null) return null;
        var title = archetype.Title;
        return new DutyProfile(
            type,
            service.Name,
            named?.Noun ?? Noun(service, beginning, type, words),
            named?.What ?? (part is null ? service.What : char.ToLowerInvariant(title[0]) + title[1..]),
            Merge(archetype, service, named),
            [.. movers[type].Select(line => ToMover(line, service))],
            service.Source.Title,
            service.Source.Url,
            service.Id,
            archetype.Id);
    }

    private ImmutableArray<Share> Merge(Archetype archetype, DutyService service, NamedType? named)
    {
        var shares = archetype.Shares.ToDictionary(share => share.LayerId);
        // What is said of a service holds for its main resources, not for a part of another kind.
        if (archetype.Id == service.Archetype) Apply(service.Saying);
        if (named is not null) Apply(named.Saying);
        return
        [
            .. layers
                .Where(layer => shares.ContainsKey(layer.Id))
                .Select(layer => shares[layer.Id])
                .Select(share => share with { Sentence = share.Sentence.Replace("{service}", InSentence(service.Name), StringComparison.Ordinal) }),
        ];

        void Apply(Saying saying)
        {
            foreach (var layer in saying.Omit) shares.Remove(layer);
            foreach (var share in saying.Shares) shares[share.LayerId] = share with { IsOwn = true };
        }
    }

    /// <summary>
    /// A service's name as people say it: without Amazon; without AWS where what is left is no everyday word (CodeBuild and Step
    /// Functions, but AWS Config and AWS Glue).
    /// </summary>
    internal static string InSentence(string name)
    {
        if (name.StartsWith("Amazon ", StringComparison.Ordinal)) return name["Amazon ".Length..];
        if (!name.StartsWith("AWS ", StringComparison.Ordinal)) return name;
        var rest = name["AWS ".Length..];
        return rest.Contains(' ') || rest.Skip(1).Any(char.IsUpper) ? rest : name;
    }

    private string? PartOf(List<string> words, DutyService service)
    {
        var lower = words.ConvertAll(word => word.ToLowerInvariant());
        for (var from = 0; from < lower.Count; from++)
        {
            if (!parts.TryGetValue(string.Join(' ', lower[from..]), out var rules)) continue;
            var rule = rules.Find(candidate => candidate.Of == service.Id) ?? rules.Find(candidate => candidate.Of is null);
            if (rule is not null) return rule.As;
        }

        return null;
    }

    private string Noun(DutyService service, string beginning, string type, List<string> words)
    {
        // A beginning that is no name of a thing, such as `sns`, says what the service's name says already.
        if (type.Length > beginning.Length && type[beginning.Length] == '_' && NamesService(service, beginning))
            words = words[beginning.Count(character => character == '_')..];
        words = TypeWords.WithoutEndOf(service.Name, words);
        return words.Count == 0 ? service.Name : $"{service.Name} {TypeWords.Phrase(words, acronyms)}";
    }

    private static bool NamesService(DutyService service, string beginning) => !service.Things.Contains(beginning[4..]);

    private static Mover ToMover(MoverLine line, DutyService service)
    {
        var source = line.Source ?? service.Source;
        return new Mover(Expression.Parse(line.Is), line.Layer, line.To, line.Says, line.Id, source.Title, source.Url);
    }
}
