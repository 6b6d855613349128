using System.Collections.Immutable;
using Onus.Engine.Templates;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>
/// Tells whether an edit left parts of a template as they were but for their place. Compares what was read and not the text, so that
/// whatever a part takes from elsewhere is compared with it.
/// </summary>
/// <param name="moves">What the edit moved.</param>
internal sealed class Sameness(Moves moves)
{
    private const int Deepest = 200;

    /// <summary>Most values of a template hang on few conditions, whose logic need not be compared again for each.</summary>
    private readonly Dictionary<Condition, Condition> sameConditions = new(ReferenceEqualityComparer.Instance);

    public bool Of(Resource before, Resource after) =>
        ReferenceEquals(before.Origin, after.Origin) ? Of(before.Condition, after.Condition) : IsReadTheSame(before, after);

    public bool Of(ImmutableArray<Suppression> before, ImmutableArray<Suppression> after)
    {
        if (before.Length != after.Length) return false;
        for (var i = 0; i < before.Length; i++)
        {
            var (old, now) = (before[i], after[i]);
            if (old.Resource != now.Resource || old.Tool != now.Tool || old.Reason != now.Reason || !old.Ids.AsSpan().SequenceEqual(now.Ids.AsSpan()) || moves.Of(old.Place) != now.Place) return false;
        }

        return true;
    }

    private bool IsReadTheSame(Resource before, Resource after) =>
        before.Name == after.Name && before.Type == after.Type && before.DerivedFrom == after.DerivedFrom && before.DisplayName == after.DisplayName
        && before.IsDeployed == after.IsDeployed && before.WrittenAs.AsSpan().SequenceEqual(after.WrittenAs.AsSpan())
        && moves.Of(before.NamePlace) == after.NamePlace && moves.Of(before.TypePlace) == after.TypePlace
        && Of(before.Condition, after.Condition) && Of(before.Body, after.Body, 0) && Of(ImmutableArray<Value>.CastUp(before.Instances), ImmutableArray<Value>.CastUp(after.Instances), 0);

    public bool Of(Value before, Value after) => Of(before, after, 0);

    private bool Of(Value before, Value after, int depth)
    {
        if (depth > Deepest || moves.Of(before.Place) != after.Place || !Of(before.Derivation, after.Derivation)) return false;
        switch (before, after)
        {
            case (ScalarValue old, ScalarValue now):
                return old.Text == now.Text && old.Kind == now.Kind && old.IsSensitive == now.IsSensitive;
            case (MapValue old, MapValue now):
                if (old.IsOpen != now.IsOpen || old.OpenCause != now.OpenCause || old.Entries.Length != now.Entries.Length) return false;
                for (var i = 0; i < old.Entries.Length; i++)
                {
                    var (one, other) = (old.Entries[i], now.Entries[i]);
                    if (one.Key != other.Key || moves.Of(one.KeyPlace) != other.KeyPlace || !Of(one.Value, other.Value, depth + 1)) return false;
                }

                return true;
            case (ListValue old, ListValue now):
                return old.IsOpen == now.IsOpen && Of(old.Items, now.Items, depth);
            case (UnknownValue old, UnknownValue now):
                return old.Cause == now.Cause && old.Text == now.Text && old.Name == now.Name && old.Reference == now.Reference
                    && old.IsSecretSafe == now.IsSecretSafe && old.MayBeAbsent == now.MayBeAbsent
                    && old.References.AsSpan().SequenceEqual(now.References.AsSpan()) && Of(old.Candidates, now.Candidates, depth);
            case (ChoiceValue old, ChoiceValue now):
                return Of(old.Condition, now.Condition) && Of(old.Then, now.Then, depth + 1) && Of(old.Else, now.Else, depth + 1);
            case (AbsentValue, AbsentValue):
                return true;
            default:
                return false;
        }
    }

    private bool Of(ImmutableArray<Value> before, ImmutableArray<Value> after, int depth)
    {
        if (before.Length != after.Length) return false;
        for (var i = 0; i < before.Length; i++)
        {
            if (!Of(before[i], after[i], depth + 1)) return false;
        }

        return true;
    }

    private bool Of(Derivation? before, Derivation? after)
    {
        for (; before is not null && after is not null; (before, after) = (before.Next, after.Next))
        {
            if (before.What != after.What || before.Parameter != after.Parameter || before.IsGiven != after.IsGiven || before.IsArgument != after.IsArgument || before.IsInstance != after.IsInstance || moves.Of(before.Place) != after.Place) return false;
        }

        return before is null && after is null;
    }

    private bool Of(Condition? before, Condition? after)
    {
        if (before is null || after is null) return before is null && after is null;
        if (sameConditions.TryGetValue(before, out var known) && ReferenceEquals(known, after)) return true;
        if (before.Name != after.Name || moves.Of(before.Place) != after.Place || !before.DecidedBy.AsSpan().SequenceEqual(after.DecidedBy.AsSpan()) || !Of(before.Logic, after.Logic)) return false;
        sameConditions[before] = after;
        return true;
    }

    private static bool Of(Logic before, Logic after) => (before, after) switch
    {
        (Not old, Not now) => Of(old.Inner, now.Inner),
        (And old, And now) => Of(old.Parts, now.Parts),
        (Or old, Or now) => Of(old.Parts, now.Parts),
        _ => before == after,
    };

    private static bool Of(ImmutableArray<Logic> before, ImmutableArray<Logic> after)
    {
        if (before.Length != after.Length) return false;
        for (var i = 0; i < before.Length; i++)
        {
            if (!Of(before[i], after[i])) return false;
        }

        return true;
    }
}
