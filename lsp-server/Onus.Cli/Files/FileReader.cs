using System.Text;
using Onus.Engine.Text;

namespace Onus.Cli.Files;

/// <summary>Reads templates from disk, or says in one sentence why not.</summary>
internal static class FileReader
{
    /// <summary>A larger file is no template: CloudFormation itself stops at 1 MB.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text, or null and what is wrong.</returns>
    public static (SourceText? Text, string Problem) Read(string path)
    {
        try
        {
            if (Directory.Exists(path)) return (null, $"{path} is a folder, not a file.");
            var file = new FileInfo(path);
            if (!file.Exists) return (null, $"{path} does not exist.");
            if (file.Length > LargestFile) return (null, $"{path} has {file.Length / 1024 / 1024} MB; Onus reads files up to {LargestFile / 1024 / 1024} MB.");
            return Decode(path, File.ReadAllBytes(path));
        }
        catch (UnauthorizedAccessException)
        {
            return (null, $"{path} may not be read: permission denied.");
        }
        catch (IOException exception)
        {
            return (null, $"{path} cannot be read: {exception.Message}");
        }
    }

    private static (SourceText?, string) Decode(string path, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return (null, $"{path} is UTF-16; save it as UTF-8.");
        if (Array.IndexOf(bytes, (byte)0, 0, Math.Min(bytes.Length, 8192)) >= 0) return (null, $"{path} is a binary file, not a template.");
        try
        {
            return (new SourceText(path, StrictUtf8.GetString(bytes)), "");
        }
        catch (DecoderFallbackException exception)
        {
            return (null, $"{path} is not UTF-8 at byte {exception.Index}; save it as UTF-8.");
        }
    }
}
