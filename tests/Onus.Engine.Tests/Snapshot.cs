using System.Runtime.CompilerServices;
using Xunit;

namespace Onus.Engine.Tests;

/// <summary>Compares a text with a file beside the test that people read; ONUS_UPDATE_SNAPSHOTS=1 rewrites the file instead.</summary>
internal static class Snapshot
{
    /// <param name="name">The file's name below <c>snapshots/</c>, with its ending.</param>
    /// <param name="actual">What the code says now.</param>
    /// <param name="testFile">The test's own file.</param>
    public static void Matches(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile) ?? ".", "snapshots", name);
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"The snapshot {name} is missing; run once with ONUS_UPDATE_SNAPSHOTS=1 and read it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}
