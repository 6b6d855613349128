using System.Collections.Immutable;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Text;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>
/// Who carries what, for every resource type: the texts of <c>schemas/duties/</c> as one model. Immutable to its users, and safe
/// for several threads. The layers and duties are read at once; the rest, which is long, when the first profile is asked for.
/// </summary>
public sealed class DutyModel
{
    private readonly List<CatalogueProblem> problems = [];
    private readonly Lazy<TypeModel> types;

    private DutyModel(Func<string, SourceText> read)
    {
        var reader = new DutyFileReader(problems);
        Layers = reader.ReadLayers(read("layers.yaml"));
        Duties = reader.ReadDuties(read("duties.yaml"));
        types = new Lazy<TypeModel>(() => new TypeModel(read, reader, Layers, problems));
    }

    /// <summary>Reads the model.</summary>
    /// <param name="read">Gives the text of one of <c>layers.yaml</c>, <c>duties.yaml</c>, <c>archetypes.yaml</c>, <c>services.yaml</c>, <c>types.yaml</c>, <c>movers.yaml</c>.</param>
    public static DutyModel Load(Func<string, SourceText> read) => new(read);

    /// <summary>What is wrong in the texts; empty for a sound model.</summary>
    public ImmutableArray<CatalogueProblem> Problems
    {
        get
        {
            _ = types.Value;
            return [.. problems];
        }
    }

    /// <summary>The sixteen layers, customer data first.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>The twelve duties.</summary>
    public ImmutableArray<Duty> Duties { get; }

    internal ImmutableArray<DutyService> Services => types.Value.Services;

    internal ImmutableArray<NamedType> NamedTypes => types.Value.NamedTypes;

    internal ImmutableArray<MoverLine> MoverLines => types.Value.MoverLines;

    /// <summary>The start of the services' file, for problems of the file as a whole.</summary>
    internal Place ServicesPlace => types.Value.ServicesPlace;

    /// <summary>The start of the types' file.</summary>
    internal Place TypesPlace => types.Value.TypesPlace;

    /// <summary>The profile of a resource type; null for a type that belongs to no known service.</summary>
    public DutyProfile? ProfileFor(string type) => types.Value.ProfileFor(type);
}
