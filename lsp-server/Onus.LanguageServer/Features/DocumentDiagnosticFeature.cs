using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/diagnostic</c>.</summary>
internal static class DocumentDiagnosticFeature
{
    public static DocumentDiagnosticReport Answer(FeatureContext context, DocumentDiagnosticParams parameters)
    {
        var items = DiagnosticList.Of(context, DocumentUri.ToPath(parameters.TextDocument.Uri));
        var id = ResultId.Of(items);
        return id == parameters.PreviousResultId
            ? new DocumentDiagnosticReport { Kind = DocumentDiagnosticReportKind.Unchanged, ResultId = id }
            : new DocumentDiagnosticReport { Kind = DocumentDiagnosticReportKind.Full, ResultId = id, Items = items };
    }
}
