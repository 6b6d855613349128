using Onus.Engine.Catalogue.Reading;

namespace Onus.CatalogueCompiler.Pages;

/// <summary>All pages of the catalogue by file name, and how they get to disk.</summary>
internal static class PageSet
{
    /// <summary>How each page's first line says where it comes from; what begins so may be written over and taken away.</summary>
    public const string MadeBy = "Made by `npm run docs`";

    /// <param name="files">The service files.</param>
    /// <param name="duties">The duties' titles by id, in their order.</param>
    public static SortedDictionary<string, string> Of(IReadOnlyList<ServiceFile> files, IReadOnlyList<(string Id, string Title)> duties)
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var entry in file.Controls)
                pages[entry.Control.Id + ".md"] = new ControlPage(file, entry, duties.FirstOrDefault(duty => duty.Id == entry.Control.Duty).Title).Write();
        }

        foreach (var (name, text) in new IndexPages(files, duties).Write()) pages[name] = text;
        return pages;
    }

    /// <summary>The names of the pages that are missing in a folder, differ there, or should be there no more.</summary>
    public static IEnumerable<string> Stale(IReadOnlyDictionary<string, string> pages, string folder) =>
        pages.Where(page => Read(Path.Combine(folder, page.Key)) != page.Value).Select(page => page.Key).Concat(Gone(pages, folder)).Order(StringComparer.Ordinal);

    /// <summary>Writes the pages, and takes away those of controls that are gone.</summary>
    public static void Write(IReadOnlyDictionary<string, string> pages, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in Stale(pages, folder).ToList())
        {
            if (pages.TryGetValue(name, out var text)) File.WriteAllText(Path.Combine(folder, name), text);
            else File.Delete(Path.Combine(folder, name));
        }
    }

    private static IEnumerable<string> Gone(IReadOnlyDictionary<string, string> pages, string folder) => !Directory.Exists(folder) ? [] :
        Directory.GetFiles(folder, "*.md").Where(path => !pages.ContainsKey(Path.GetFileName(path)) && Read(path)?.StartsWith("<!-- " + MadeBy, StringComparison.Ordinal) == true)
            .Select(path => Path.GetFileName(path));

    private static string? Read(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
