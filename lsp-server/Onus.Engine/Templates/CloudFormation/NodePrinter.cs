using System.Text;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Prints an expression the same way whatever its form, so that equal questions have equal names.</summary>
internal static class NodePrinter
{
    private const int MaxLength = 400;

    public static string Print(SyntaxNode node, Scope? scope)
    {
        var result = new StringBuilder();
        Print(node, scope, result, overlookTag: false);
        return result.ToString();
    }

    private static void Print(SyntaxNode node, Scope? scope, StringBuilder result, bool overlookTag)
    {
        if (result.Length > MaxLength) return;
        node = Nodes.Follow(node);
        if (overlookTag ? Intrinsic.TryReadLong(node, out var use, inCondition: true) : Intrinsic.TryRead(node, out use, inCondition: true))
        {
            if (use.Function == Function.Ref && Nodes.Text(use.Argument) is { } name)
            {
                result.Append(name);
                return;
            }

            result.Append(use.Name.StartsWith("Fn::", StringComparison.Ordinal) ? use.Name[4..] : use.Name).Append('(');
            PrintArgument(use, scope, result);
            result.Append(')');
            return;
        }

        switch (node)
        {
            case ScalarNode scalar:
                result.Append(scope?.Substitute(scalar.Value) ?? scalar.Value);
                break;
            case SequenceNode list:
                result.Append('[');
                PrintItems(list, scope, result);
                result.Append(']');
                break;
            case MappingNode mapping:
                foreach (var entry in Nodes.Entries(mapping))
                {
                    result.Append(entry.Name).Append(": ");
                    Print(entry.Value, scope, result, overlookTag: false);
                    result.Append("; ");
                }

                break;
        }
    }

    private static void PrintArgument(Intrinsic use, Scope? scope, StringBuilder result)
    {
        var argument = Nodes.Follow(use.Argument);
        if (use.Function == Function.GetAtt && argument is SequenceNode { Items: [var resource, var attribute] }
            && Nodes.Text(resource) is { } r && Nodes.Text(attribute) is { } a)
        {
            result.Append(r).Append('.').Append(a);
        }
        else if (argument is SequenceNode list) PrintItems(list, scope, result);
        else Print(argument, scope, result, overlookTag: use.IsShort);
    }

    private static void PrintItems(SequenceNode list, Scope? scope, StringBuilder result)
    {
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0) result.Append(", ");
            Print(list.Items[i], scope, result, overlookTag: false);
        }
    }
}
