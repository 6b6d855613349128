using System.Collections.Immutable;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Assessment.Functions;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Assessment;

/// <summary>Finds the spots that made a condition what it is, from the evaluation itself.</summary>
/// <param name="evaluator">The evaluation, in the world that counts.</param>
internal sealed class Blame(Evaluator evaluator)
{
    private readonly SpotNames names = new(evaluator);

    /// <summary>The spots that make a condition what it is; one for each failing item of a list.</summary>
    public ImmutableArray<Spot> Of(Expression expression, Truth truth)
    {
        var spots = new List<Spot>();
        Find(expression, truth, null, spots);
        return spots.Count < 2 ? [.. spots] : [.. spots.DistinctBy(spot => (spot.Place, spot.Path))];
    }

    private void Find(Expression expression, Truth truth, Scope? scope, List<Spot> spots)
    {
        switch (expression)
        {
            case NotExpression not:
                Find(not.Inner, Kleene.Not(truth), scope, spots);
                break;
            case AndExpression and:
                FindParts(and.Left, and.Right, truth, scope, spots, needsAll: truth == Truth.True);
                break;
            case OrExpression or:
                FindParts(or.Left, or.Right, truth, scope, spots, needsAll: truth == Truth.False);
                break;
            case Compare compare:
                spots.Add(SpotOf(compare.Left, scope) ?? SpotOf(compare.Right, scope) ?? Whole());
                break;
            case Presence presence:
                spots.Add(SpotOf(presence.Subject, scope) ?? Whole());
                break;
            case Test test:
                spots.Add(SpotOf(test.Subject, scope) ?? Whole());
                break;
            case Quantifier quantifier:
                FindItems(quantifier, truth, scope, spots);
                break;
            default:
                spots.Add(Whole());
                break;
        }
    }

    /// <summary>Where one part decides, that part; where all do, the one that is written, or else the first.</summary>
    private void FindParts(Expression left, Expression right, Truth truth, Scope? scope, List<Spot> spots, bool needsAll)
    {
        if (!needsAll)
        {
            Find(evaluator.Eval(left, scope) == truth ? left : right, truth, scope, spots);
            return;
        }

        var (first, second) = (new List<Spot>(), new List<Spot>());
        Find(left, truth, scope, first);
        Find(right, truth, scope, second);
        // An excuse for what is missing ("or it is missing and the engine encrypts by itself") is not what to mend.
        var isExcuse = first.Count > 0 && first.TrueForAll(spot => !IsWritten(spot)) && Excuses(right, left);
        var (chosen, other) = !isExcuse && !first.Exists(IsWritten) && second.Exists(IsWritten) ? (second, first) : (first, second);
        // A second part that is about the first one's absence, or that exempts, is pointed at where it is written, but what is told is the absence.
        if (chosen == second && first is [{ Value: AbsentValue, Path.Length: > 0 } missing, ..] && (ExpressionPaths.Of(right).Contains(missing.Path) || Exemption.Is(right)))
            chosen = Retold(second, missing.Name, missing.Value);
        // What either part takes for a secret is one, whichever of them is told.
        foreach (var spot in chosen) spots.Add(AsSecretAs(other, spot));
    }

    private static List<Spot> Retold(List<Spot> spots, string name, Value? told) => spots.ConvertAll(spot => spot with { Name = name, Told = told });

    private static Spot AsSecretAs(List<Spot> others, Spot spot)
    {
        foreach (var other in others)
        {
            if (other.IsSecret && other.Path == spot.Path) return spot.Told is AbsentValue ? other : spot with { IsSecret = true };
        }

        return spot;
    }

    /// <summary>Whether a condition holds only where a path is missing that another condition asks for.</summary>
    private static bool Excuses(Expression condition, Expression asked) => condition switch
    {
        AndExpression and => Excuses(and.Left, asked) || Excuses(and.Right, asked),
        OrExpression or => Excuses(or.Left, asked) && Excuses(or.Right, asked),
        Presence { IsAsked: false, Subject: PathOperand missing } => Asks(asked, missing.Text),
        _ => false,
    };

    private static bool Asks(Expression condition, string path) => condition switch
    {
        AndExpression and => Asks(and.Left, path) || Asks(and.Right, path),
        OrExpression or => Asks(or.Left, path) || Asks(or.Right, path),
        NotExpression not => Asks(not.Inner, path),
        Compare { Left: PathOperand left } => left.Text == path,
        Presence { Subject: PathOperand subject } => subject.Text == path,
        Test { Subject: Call { Arguments: [PathOperand argument, ..] } } => argument.Text == path,
        Test { Subject: PathOperand subject } => subject.Text == path,
        _ => false,
    };

    private static bool IsWritten(Spot spot) => spot.Value is not AbsentValue && spot.Companion is null && spot.Path.Length > 0;

    private void FindItems(Quantifier quantifier, Truth truth, Scope? scope, List<Spot> spots)
    {
        var neutral = quantifier.Kind == QuantifierKind.All ? Truth.True : Truth.False;
        var asked = quantifier.Kind == QuantifierKind.None ? Kleene.Not(truth) : truth;
        var items = evaluator.Items(quantifier.Source, scope);
        if (items is not null && (asked != neutral || asked == Truth.Unknown))
        {
            var before = spots.Count;
            var some = evaluator.ItemsThatCount(quantifier, scope) ?? items;
            for (var i = 0; i < some.Items.Length; i++)
            {
                if (evaluator.EvalItem(quantifier, some.Items[i], scope, neutral) == asked) FindItem(quantifier, some.Items[i], ItemPath(quantifier.Source, scope, some, i), asked, scope, spots);
            }

            if (spots.Count > before) return;
        }

        var sought = SpotNames.SoughtBy(quantifier);
        var start = spots.Count;
        if (items is { Items: [var single] } && asked == neutral && neutral == Truth.False && IsAbout(quantifier, single, scope) && evaluator.Counts(quantifier, single, scope) != Truth.False)
            FindItem(quantifier, items.Items[0], ItemPath(quantifier.Source, scope, items, 0), asked, scope, spots);
        else
            spots.Add(SpotOf(quantifier.Source, scope) ?? Whole());
        if (sought is null || items is null || HasSought(quantifier, sought, items, scope)) return;
        // None of the items is the one that is looked for, so that one is what is missing, wherever the spot points.
        for (var i = start; i < spots.Count; i++) spots[i] = spots[i] with { Missing = sought.Text };
    }

    private bool HasSought(Quantifier quantifier, Sought sought, ListValue items, Scope? scope)
    {
        foreach (var item in items.Items)
        {
            if (IsSought(quantifier, sought, item, scope)) return true;
        }

        return false;
    }

    private bool IsSought(Quantifier quantifier, Sought sought, Value item, Scope? scope) =>
        evaluator.Eval(sought.Condition, new Scope(quantifier.Variable, item, "", scope)) != Truth.False;

    /// <summary>
    /// Whether the only item is the one meant. Of all resources of a type it is when it holds the first half of what is asked, which
    /// says whose it is.
    /// </summary>
    private bool IsAbout(Quantifier quantifier, Value item, Scope? scope) => quantifier switch
    {
        { Body: null } => false,
        { Source: Call { Function: "resources" or "others" }, Body: AndExpression and } =>
            evaluator.Eval(and.Left, new Scope(quantifier.Variable, item, "", scope)) == Truth.True,
        _ => true,
    };

    private void FindItem(Quantifier quantifier, Value item, string path, Truth truth, Scope? scope, List<Spot> spots)
    {
        var inner = new Scope(quantifier.Variable, item, path, scope);
        if (quantifier.Body is not { } body)
        {
            spots.Add(ItemSpot(item, path));
            return;
        }

        var found = new List<Spot>();
        Find(body, truth, inner, found);
        if (SpotNames.SoughtBy(quantifier) is { } sought && IsSought(quantifier, sought, item, scope))
        {
            // The item is called by its key, and what it has is the last thing asked of it.
            var last = new List<Spot>();
            if (evaluator.Eval(LastOf(body), inner) == truth) Find(LastOf(body), truth, inner, last);
            found = Retold(found, sought.Text, last is [var value, ..] ? value.Value : null);
        }

        foreach (var spot in found) spots.Add(IsPlaced(spot) ? spot : ItemSpot(item, path));
    }

    /// <summary>Whether a spot says more than the resource's name; one in a companion has a place, but no path of this resource.</summary>
    private bool IsPlaced(Spot spot) =>
        spot.Place.Document is not null && (spot.Path.Length > 0 || spot.Companion is not null || spot.Place != evaluator.Self.NamePlace);

    private static Expression LastOf(Expression body) => body is AndExpression and ? LastOf(and.Right) : body;

    private Spot ItemSpot(Value item, string path) => item is ResourceValue resource
        ? new Spot("", StartOf(item), item, resource.Resource.Name)
        : new Spot(path, StartOf(item), item, path.Length == 0 ? "" : names.OfItem(path, item));

    /// <summary>A map or list is pointed at by its first key, never as a block.</summary>
    private Place StartOf(Value item) => item switch
    {
        ResourceValue resource => resource.Resource.NamePlace,
        MapValue { Entries: [var first, ..] } when first.KeyPlace.Document is not null => first.KeyPlace,
        PolicyStatement { Effect.Place: { Document: not null } place } => place,
        _ when item.Place.Document is not null => item.Place,
        _ => evaluator.Self.NamePlace,
    };

    private string ItemPath(Operand source, Scope? scope, ListValue items, int index)
    {
        if (source is Call { Function: "related" or "target" or "resources" or "others" }) return "";
        var path = source switch
        {
            PathOperand p => FullPath(p, scope),
            Call { Function: "statements" } call when call.Arguments[0] is PathOperand p => FullPath(p, scope) + ".Statement",
            Call { Arguments: [PathOperand p, ..] } => FullPath(p, scope),
            _ => "",
        };
        if (path.Length == 0) return "";
        if (source is Call { Function: "keys" } && items.Items[index] is ScalarValue key) return $"{path}.{Segment(key.Text)}";
        return source is PathOperand { } operand && evaluator.Val(operand, scope, useDefaults: false) is not ListValue && items.Items.Length == 1 ? path : $"{path}[{index}]";
    }

    private static string FullPath(PathOperand path, Scope? scope)
    {
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Name != path.Segments[0]) continue;
            if (at.Item is ResourceValue || at.Path.Length == 0) return "";
            return IsPlain(path) ? string.Concat(at.Path, path.Text.AsSpan(path.Segments[0].Length)) : string.Join('.', path.Segments.Skip(1).Select(Segment).Prepend(at.Path));
        }

        return IsPlain(path) ? path.Text : string.Join('.', path.Segments.Select(Segment));
    }

    /// <summary>No name of the path needs quotes, or stands in some; so it is written as the condition writes it.</summary>
    private static bool IsPlain(PathOperand path) => !path.Text.AsSpan().ContainsAny('\'', '[');

    /// <summary>The spot of an operand: its value, or the nearest thing around it that is written; null where it is not in the text.</summary>
    private Spot? SpotOf(Operand operand, Scope? scope)
    {
        switch (operand)
        {
            case PathOperand path:
                return SpotOf(path, scope);
            case Call { Function: "related" or "resources" or "others" } call:
                return Whole((evaluator.Val(call.Arguments[0], scope) as ScalarValue)?.Text);
            case Call call:
                Spot? best = null;
                // A name says what it is, and the value gives it away.
                var arguments = call is { Function: "looks_secret", Arguments: [_, PathOperand given] } ? [given] : call.Arguments;
                foreach (var argument in arguments)
                {
                    if (SpotOf(argument, scope) is not { } spot) continue;
                    if (best is null || (best.Value is AbsentValue && spot.Value is not AbsentValue)) best = spot;
                }

                if (best is null || call.Function is not ("secret_literal" or "looks_secret")) return best;
                return call.Arguments.Length > 1 && evaluator.Val(call.Arguments[0], scope) is ScalarValue called
                    ? best with { IsSecret = true, Name = called.Text }
                    : best with { IsSecret = true };
            case LiteralList list:
                foreach (var item in list.Items)
                {
                    if (SpotOf(item, scope) is { } inner) return inner;
                }

                return null;
            default:
                return null;
        }
    }

    private Spot SpotOf(PathOperand path, Scope? scope)
    {
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Name != path.Segments[0]) continue;
            if (path.Segments.Length == 1) return ItemSpot(at.Item, at.Path);
            var start = at.Item is ResourceValue resource ? Start(resource.Resource, path.Segments[1]) : at.Item;
            return Trail(start, path.Segments, 1, StartOf(at.Item), FullPath(path, scope));
        }

        return Trail(evaluator.RootOf(path.Segments[0]), path.Segments, 0, evaluator.Self.NamePlace, FullPath(path, null));
    }

    private Value Start(Resource resource, string first) =>
        evaluator.Template.Framework == Framework.CloudFormation && first is not ("Properties" or "DeletionPolicy" or "UpdateReplacePolicy")
            ? evaluator.Step(resource.Body, "Properties")
            : resource.Body;

    /// <summary>Goes down a path as far as it is written; what is not is pointed at where the last written thing stands.</summary>
    private Spot Trail(Value value, ImmutableArray<string> segments, int from, Place place, string path)
    {
        value = evaluator.Resolve(value);
        var first = segments.Length - 1;
        for (var i = from; i < segments.Length; i++)
        {
            // A block may stand in a list of its own.
            var block = value is ListValue list ? evaluator.Only(list) : value;
            if (block is MapValue map && map.Entry(segments[i]) is { } entry && entry.KeyPlace.Document is not null && segments[i] != "Properties") place = entry.KeyPlace;
            else if (block is PolicyStatement statement && statement.KeyPlace(segments[i]) is { } key) place = key;
            value = evaluator.Step(value, segments[i]);
            if (value is not AbsentValue) continue;
            first = i;
            break;
        }

        if (value is ScalarValue or UnknownValue { MayBeAbsent: false } && value.Place.Document is not null && !value.Place.Span.IsEmpty && !IsBlock(value.Place)) place = value.Place;
        return new Spot(path, place, value, SpotNames.Of(path.Length > 0 ? path : segments[^1], missing: value is AbsentValue ? segments.Length - first : 1));
    }

    /// <summary>A place of several lines is too much to underline; its key says as much.</summary>
    private static bool IsBlock(Place place) => place.Start.Line != place.End.Line;

    private Spot Whole(string? companion = null) => new("", evaluator.Self.NamePlace, Value.Absent, "", companion);

    /// <summary>A name as paths write it: in quotes where a dot or bracket is a part of it.</summary>
    private static string Segment(string name) => name.AsSpan().ContainsAny('.', '[') ? $"'{name}'" : name;
}
