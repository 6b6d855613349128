using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The template's conditions as logic, each read on first use.</summary>
internal sealed class ConditionTable
{
    private readonly Reading reading;
    private readonly Dictionary<string, Condition> read = [];
    private readonly HashSet<string> inProgress = [];
    private Dictionary<string, ResourceEntry>? entries;

    public ConditionTable(Reading reading) => this.reading = reading;

    /// <summary>The conditions that another reading of the same template has read already.</summary>
    public ConditionTable(Reading reading, ConditionTable known)
        : this(reading) => read = known.read;

    private Dictionary<string, ResourceEntry> Entries => entries ??= FindEntries();

    /// <summary>Reads every condition, for the sake of its problems.</summary>
    public void ReadAll()
    {
        foreach (var name in Entries.Keys) Find(name);
    }

    /// <summary>The condition that a use at a place names. One that is not defined is a question of its own, and a problem.</summary>
    public Condition At(string name, Place place)
    {
        if (Find(name) is { } condition) return condition;
        if (!reading.NamesMayMiss)
            reading.Problems.Add(place, $"No condition is called `{name}`. Define it under `Conditions`, or correct the name.");
        return new Condition(name, place, new Atom(name), []);
    }

    /// <summary>The conditions by name that were read so far.</summary>
    public IReadOnlyDictionary<string, Condition> Known => read;

    private Condition? Find(string name)
    {
        if (read.TryGetValue(name, out var known)) return known;
        if (!Entries.TryGetValue(name, out var entry)) return null;
        var place = reading.PlaceOf(entry.Key);
        if (!inProgress.Add(name))
        {
            reading.Problems.Add(place, $"The condition `{name}` depends on itself. Break the circle.");
            return new Condition(name, place, new Atom(name), []);
        }

        var judged = new ConditionReader(reading, entry.Scope, name).Read(entry.Body);
        inProgress.Remove(name);
        var condition = new Condition(name, place, judged.Logic, judged.DecidedBy);
        read[name] = condition;
        return condition;
    }

    private Dictionary<string, ResourceEntry> FindEntries()
    {
        var found = new Dictionary<string, ResourceEntry>();
        if (reading.Mapping("Conditions") is not { } section) return found;
        foreach (var entry in ForEachLoop.Unroll(section, null, reading, "conditions"))
        {
            if (entry.Name.StartsWith("Fn::", StringComparison.Ordinal)) reading.NamesAreOpen = true;
            else if (entry.Name.Length > 0) found.TryAdd(entry.Name, entry);
        }

        return found;
    }
}
