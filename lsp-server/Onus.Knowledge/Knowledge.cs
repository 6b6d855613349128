using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Catalogue.Packing;
using Onus.Engine.Text;

namespace Onus.Knowledge;

/// <summary>The knowledge that Onus ships with: the compiled catalogue.</summary>
public static class Knowledge
{
    private static readonly Lazy<ICatalogue> Shipped = new(Load);

    /// <summary>Opened at first use, and then shared: it never changes.</summary>
    public static ICatalogue Catalogue => Shipped.Value;

    private static CompiledCatalogue Load() =>
        new(new PackedControls(Bytes("catalogue.pack")), new Lazy<DutyModel>(() => DutyModel.Load(Text)), new Lazy<string?>(FindPages));

    /// <summary>The pages lie two folders above the program, in <c>docs/controls</c>: in the extension as in the repository.</summary>
    private static string? FindPages()
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "docs", "controls"));
        return Directory.Exists(folder) ? new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri : null;
    }

    private static SourceText Text(string name)
    {
        using var reader = new StreamReader(Open($"duties/{name}"));
        return new SourceText(name, reader.ReadToEnd());
    }

    private static byte[] Bytes(string name)
    {
        using var stream = Open(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static Stream Open(string name) =>
        typeof(Knowledge).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The build left out the resource {name}.");
}
