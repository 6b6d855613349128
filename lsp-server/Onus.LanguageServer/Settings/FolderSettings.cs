using Onus.LanguageServer.Documents;

namespace Onus.LanguageServer.Settings;

/// <summary>What a folder's <c>.onus.yaml</c> says.</summary>
internal sealed record FolderSettings
{
    private const string FileName = ".onus.yaml";

    private static readonly FolderSettings None = new();

    public static bool IsSettings(string path) => Path.GetFileName(path) == FileName;

    public static FolderSettings For(Snapshot snapshot, string path) => None;

    public bool Excludes(string path) => false;

    public EffectiveSettings Over(ClientSettings client) => new(client.Profile, client.Severities, client.Parameters);
}
