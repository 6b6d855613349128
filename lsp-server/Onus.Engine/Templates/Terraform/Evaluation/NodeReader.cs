using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Reads JSON nodes into values; strings are templates, so their expressions are evaluated.</summary>
internal static class NodeReader
{
    public static Value Read(SyntaxNode node, SourceText document, ModuleScope scope, Bindings? bindings) => node switch
    {
        MappingNode mapping => ReadMap(mapping, document, scope, bindings),
        SequenceNode sequence => ReadList(sequence, document, scope, bindings),
        ScalarNode scalar when IsTemplate(scalar) => ReadTemplate(scalar, document, scope, bindings),
        _ => ReadLiteral(node, document),
    };

    /// <summary>Reads a node whose strings are texts as they stand, such as a variable's default.</summary>
    public static Value ReadLiteral(SyntaxNode node, SourceText document)
    {
        var place = new Place(document, node.Span);
        switch (node)
        {
            case MappingNode mapping:
                var entries = ImmutableArray.CreateBuilder<MapEntry>(mapping.Entries.Length);
                foreach (var entry in mapping.Entries)
                    entries.Add(new MapEntry(entry.Name, new Place(document, entry.Key.Span), ReadLiteral(entry.Value, document)));
                return Values.Map(entries.DrainToImmutable(), place);
            case SequenceNode sequence:
                var items = ImmutableArray.CreateBuilder<Value>(sequence.Items.Length);
                foreach (var item in sequence.Items) items.Add(ReadLiteral(item, document));
                return Values.List(items.DrainToImmutable(), place);
            case ScalarNode { Style: not ScalarStyle.Plain } text:
                return Values.Text(text.Value, place);
            case ScalarNode plain:
                return ReadPlain(plain.Value, place);
            default:
                return Values.Unknown(UnknownCause.Broken, "", place);
        }
    }

    /// <summary>The logic of a node that is written as a condition; null where it is none.</summary>
    public static Logic? LogicOf(SyntaxNode node, SourceText document, ModuleScope scope, Bindings? bindings)
    {
        if (node is not ScalarNode scalar || !IsTemplate(scalar) || HclParser.ParseTemplate(scalar.Value, out _) is not { } expression) return null;
        return new Evaluator(scope, new TextOrigin(document, scalar), scalar.Value).LogicOf(expression, bindings);
    }

    /// <summary>The expression of a node as people read it, with the module's address before it where it is a child's.</summary>
    public static string Question(SyntaxNode node, ModuleScope scope)
    {
        if (node is not ScalarNode scalar) return scope.Prefix + "for_each";
        var text = string.Join(' ', scalar.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return scope.Prefix + (text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1] : text);
    }

    private static Value ReadMap(MappingNode mapping, SourceText document, ModuleScope scope, Bindings? bindings)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(mapping.Entries.Length);
        var isOpen = scope.Session.BrokenIn(document)?.OpensCollection(mapping) == true;
        foreach (var entry in mapping.Entries)
        {
            var name = entry.Name;
            if (name == BlockReader.Comment) continue;
            if (entry.Key is ScalarNode key && IsTemplate(key))
            {
                var made = ReadTemplate(key, document, scope, bindings);
                if (made is UnknownValue { Text.Length: > 0 } unknown) name = unknown.Text;
                else if (made is ScalarValue scalar) name = scalar.Text;
                else
                {
                    isOpen = true;
                    continue;
                }
            }

            entries.Add(new MapEntry(name, new Place(document, entry.Key.Span), Read(entry.Value, document, scope, bindings)));
        }

        return Values.Map(entries.DrainToImmutable(), new Place(document, mapping.Span), isOpen);
    }

    private static ListValue ReadList(SequenceNode sequence, SourceText document, ModuleScope scope, Bindings? bindings)
    {
        var items = ImmutableArray.CreateBuilder<Value>(sequence.Items.Length);
        foreach (var item in sequence.Items) items.Add(Read(item, document, scope, bindings));
        var isOpen = scope.Session.BrokenIn(document)?.OpensCollection(sequence) == true;
        return Values.List(items.DrainToImmutable(), new Place(document, sequence.Span), isOpen);
    }

    private static Value ReadPlain(string text, Place place) => text switch
    {
        "null" => Value.Absent,
        "true" or "false" => new ScalarValue { Text = text, Kind = ScalarKind.Boolean, Place = place },
        _ when text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-') => new ScalarValue { Text = text, Kind = ScalarKind.Number, Place = place },
        // Nothing, or a word without quotes: the text is being typed.
        _ => Values.Unknown(UnknownCause.Broken, text, place),
    };

    private static bool IsTemplate(ScalarNode scalar)
    {
        if (scalar.Style == ScalarStyle.Plain) return false;
        var text = scalar.Value;
        for (var at = text.IndexOf('{'); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (at > 0 && text[at - 1] is '$' or '%') return true;
        }

        return false;
    }

    private static Value ReadTemplate(ScalarNode scalar, SourceText document, ModuleScope scope, Bindings? bindings)
    {
        var origin = new TextOrigin(document, scalar);
        var expression = HclParser.ParseTemplate(scalar.Value, out var error);
        if (expression is null)
        {
            if (error is { } fault) scope.Session.Report(origin.At(fault.Span), fault.Message);
            return Values.Unknown(UnknownCause.Broken, scalar.Value, origin.Whole);
        }

        var session = scope.Session;
        var outer = session.Leanings;
        var leaned = session.Leanings = new Leanings();
        var evaluator = new Evaluator(scope, origin, scalar.Value);
        var value = evaluator.Evaluate(expression, bindings);
        session.Leanings = outer;
        outer?.AddAll(leaned);

        if (Values.HoldsFault(value)) value = Choices.Map(value, v => v is FaultValue ? Values.Unknown(UnknownCause.Expression, scalar.Value, origin.Whole) : v);
        var how = leaned.Chain(value.Derivation);
        var placed = Values.Placed(Values.Grounded(value, origin.Whole), origin.Whole, how);
        return leaned.HasArguments && placed is ChoiceValue choice ? Values.Told(choice, how) : placed;
    }
}
