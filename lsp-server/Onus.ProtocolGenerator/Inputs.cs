namespace Onus.ProtocolGenerator;

/// <summary>The two files that the generator reads, which are built into it.</summary>
public static class Inputs
{
    public static string Model() => Read("metaModel.json");

    public static string KeepList() => Read("keep.txt");

    private static string Read(string name)
    {
        using var stream = typeof(Inputs).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
