using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/documentSymbol</c>: the template's sections and what they name.</summary>
internal static class DocumentSymbolFeature
{
    public static IReadOnlyList<DocumentSymbol> Answer(FeatureContext context, DocumentSymbolParams parameters)
    {
        if (context.Snapshot.Find(parameters.TextDocument.Uri) is not { } document) return [];
        if (context.Snapshot.AnalysisOf(document.Path) is not { Template: not null } analysis) return [];
        var tree = analysis.Trees.FirstOrDefault(tree => tree.Text.Path == document.Path);
        if (tree?.Root is not MappingNode root) return [];
        return [.. root.Entries.Where(entry => entry.Name.Length > 0).Select(section => OfSection(context, tree.Text, section))];
    }

    private static DocumentSymbol OfSection(FeatureContext context, SourceText text, MappingEntry section)
    {
        // Terraform writes a resource's type above its name.
        var isByType = section.Name is "resource" or "data";
        var children = Entries(section).Select(entry => isByType
            ? Symbol(context, text, entry, SymbolKind.Class, null, [.. Entries(entry).Select(inner => Symbol(context, text, inner, SymbolKind.Object, entry.Name, []))])
            : Symbol(context, text, entry, KindIn(section.Name), TypeOf(entry), []));
        var isGroup = section.Name is "Resources" or "Parameters" or "Conditions" or "Mappings" or "Outputs" or "Rules" || char.IsAsciiLetterLower(section.Name[0]);
        return Symbol(context, text, section, SymbolKind.Namespace, null, isGroup ? [.. children] : []);
    }

    private static IEnumerable<MappingEntry> Entries(MappingEntry entry) =>
        entry.Value is MappingNode mapping ? mapping.Entries.Where(inner => inner.Name.Length > 0) : [];

    private static string? TypeOf(MappingEntry entry) => ((entry.Value as MappingNode)?.Find("Type")?.Value as ScalarNode)?.Value;

    private static SymbolKind KindIn(string section) => section switch
    {
        "Parameters" or "variable" => SymbolKind.Variable,
        "Conditions" or "Rules" => SymbolKind.Boolean,
        "Mappings" or "locals" => SymbolKind.Constant,
        "Outputs" or "output" => SymbolKind.Field,
        _ => SymbolKind.Object,
    };

    private static DocumentSymbol Symbol(
        FeatureContext context, SourceText text, MappingEntry entry, SymbolKind kind, string? detail, IReadOnlyList<DocumentSymbol> children)
    {
        var whole = entry.Span.Contains(entry.Key.Span) ? entry.Span : entry.Key.Span;
        return new DocumentSymbol
        {
            Name = entry.Name,
            Detail = detail,
            Kind = kind,
            Range = context.Conversions.RangeOf(text, whole),
            SelectionRange = context.Conversions.RangeOf(text, entry.Key.Span),
            Children = children.Count == 0 ? null : children,
        };
    }
}
