namespace Onus.LanguageServer;

/// <summary>The language server: speaks LSP over the streams it is given.</summary>
public static class Server
{
}
