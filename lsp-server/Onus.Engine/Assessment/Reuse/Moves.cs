using System.Collections.Immutable;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment.Reuse;

/// <summary>Where the places of an earlier template's texts stand in a later one's.</summary>
internal sealed class Moves
{
    private readonly Dictionary<SourceText, TextShift> shifts = new(ReferenceEqualityComparer.Instance);
    private (SourceText? Text, TextShift? Shift) last;

    private Moves()
    {
    }

    /// <returns>Null where the templates are not of the same texts.</returns>
    public static Moves? Between(ImmutableArray<SourceText> before, ImmutableArray<SourceText> after)
    {
        if (before.Length != after.Length) return null;
        var moves = new Moves();
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i].Path != after[i].Path) return null;
            moves.shifts[before[i]] = TextShift.Between(before[i], after[i]);
        }

        return moves;
    }

    /// <summary>A finding where it stands now, of the resource as it is now; null where something of it was edited.</summary>
    public Finding? Of(Finding finding, Resource resource)
    {
        if (Of(finding.Place) is not { } place) return null;
        var offender = finding.Offender is { } value ? Of(value) : null;
        if (offender is null && finding.Offender is not null) return null;
        var related = finding.Related;
        if (!related.IsEmpty)
        {
            var places = ImmutableArray.CreateBuilder<(Place, string)>(related.Length);
            foreach (var (old, note) in related)
            {
                if (Of(old) is not { } now) return null;
                places.Add((now, note));
            }

            related = places.MoveToImmutable();
        }

        return finding with { Resource = resource, Place = place, Offender = offender, Related = related };
    }

    /// <summary>Where a place stands now; null where it was edited. A place of no text stays one, and so does one of a text beside the template.</summary>
    public Place? Of(Place place)
    {
        if (place.Document is null) return place;
        if (!ReferenceEquals(place.Document, last.Text)) last = (place.Document, shifts.GetValueOrDefault(place.Document));
        return last.Shift is { } shift ? shift.Move(place) : place;
    }

    /// <summary>A scalar, or a value that is not known, where it stands now; null where something of it was edited.</summary>
    public Value? Of(Value value)
    {
        if (Of(value.Place) is not { } place || !TryMove(value.Derivation, out var derivation)) return null;
        switch (value)
        {
            case ScalarValue scalar:
                return scalar.With(place, derivation);
            case UnknownValue unknown:
                var candidates = ImmutableArray.CreateBuilder<Value>(unknown.Candidates.Length);
                foreach (var candidate in unknown.Candidates)
                {
                    if (Of(candidate) is not { } moved) return null;
                    candidates.Add(moved);
                }

                return unknown.With(place, derivation, candidates.MoveToImmutable());
            default:
                return null;
        }
    }

    private bool TryMove(Derivation? derivation, out Derivation? moved)
    {
        moved = null;
        if (derivation is null) return true;
        if (Of(derivation.Place) is not { } place || !TryMove(derivation.Next, out var next)) return false;
        moved = derivation with { Place = place, Next = next };
        return true;
    }
}
