using Onus.Engine.Text;

namespace Onus.LanguageServer.Documents;

/// <summary>A version of a document that the editor holds.</summary>
/// <param name="Uri">As the client writes it.</param>
/// <param name="Version">The client's count.</param>
/// <param name="Text">Its path is a file's full path, or the URI of what is no file.</param>
internal sealed record OpenDocument(string Uri, int Version, SourceText Text)
{
    public string Path => Text.Path;
}
