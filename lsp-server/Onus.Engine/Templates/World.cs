using System.Collections.Immutable;

namespace Onus.Engine.Templates;

/// <summary>
/// One assignment of the atoms that an evaluation asks for. Worlds are enumerated by replay: an evaluation runs, each new atom is
/// settled true first, and <see cref="Next"/> gives the next untried assignment until there is none.
/// </summary>
public sealed class World
{
    /// <summary>At most this many atoms are varied for one question (64 worlds).</summary>
    public const int MaxAtoms = 6;

    private readonly List<(string Key, bool Value)> settled = [];
    private readonly List<string?> subjects = [];
    private HashSet<string>? decidedBy;

    /// <summary>Parameters whose defaults the evaluation leaned on through conditions.</summary>
    public IReadOnlyCollection<string> DecidedBy => (IReadOnlyCollection<string>?)decidedBy ?? [];

    /// <summary>The assignment so far, in the order asked.</summary>
    public IReadOnlyList<(string Key, bool Value)> Settled => settled;

    /// <summary>More atoms were asked for than are varied; the verdict must be unknown.</summary>
    public bool IsOverLimit { get; private set; }

    /// <summary>Nothing was asked of it yet, so what was found holds in every world.</summary>
    internal bool IsUntouched => settled.Count == 0 && decidedBy is null && !IsOverLimit;

    /// <summary>Looks through choices: the value that stands in this world.</summary>
    public Value Resolve(Value value)
    {
        while (value is ChoiceValue choice)
        {
            LeanOn(choice.Condition.DecidedBy);
            value = choice.Condition.Logic.Holds(this) ? choice.Then : choice.Else;
        }

        return value;
    }

    /// <summary>Notes parameters whose defaults decided what the evaluation found.</summary>
    internal void LeanOn(ImmutableArray<string> parameters)
    {
        foreach (var parameter in parameters) (decidedBy ??= []).Add(parameter);
    }

    internal bool Settle(string key) => Settle(new Atom(key));

    internal bool Settle(Atom atom)
    {
        var (key, subject) = atom;
        foreach (var (known, value) in settled)
        {
            if (known == key) return value;
        }

        // A parameter that equals one text equals no other; such an answer follows, so it is not varied.
        for (var i = 0; subject is not null && i < settled.Count; i++)
        {
            if (settled[i].Value && subjects[i] == subject) return false;
        }

        if (settled.Count == MaxAtoms)
        {
            IsOverLimit = true;
            return true;
        }

        settled.Add((key, true));
        subjects.Add(subject);
        return true;
    }

    /// <summary>The next assignment to try, or null when all have been.</summary>
    public World? Next()
    {
        var last = settled.FindLastIndex(s => s.Value);
        if (last < 0) return null;
        var next = new World();
        next.settled.AddRange(settled.Take(last));
        next.settled.Add((settled[last].Key, false));
        next.subjects.AddRange(subjects.Take(last + 1));
        return next;
    }
}
