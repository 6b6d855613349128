using Onus.CatalogueCompiler;
using Onus.CatalogueCompiler.Pages;

var isDocs = args is ["docs", ..];
if (isDocs ? args.Length is not (3 or 4) || (args.Length == 4 && args[3] != "--check") : args.Length != 2)
{
    Console.Error.WriteLine("Usage: Onus.CatalogueCompiler SCHEMAS_FOLDER OUTPUT_FILE\n       Onus.CatalogueCompiler docs SCHEMAS_FOLDER PAGES_FOLDER [--check]");
    return 2;
}

if (isDocs)
{
    var pages = Compiler.Pages(args[1]);
    if (args.Length == 3)
    {
        PageSet.Write(pages, args[2]);
        return 0;
    }

    var stale = PageSet.Stale(pages, args[2]).ToList();
    foreach (var name in stale.Take(10)) Console.Error.WriteLine($"{Path.Combine(args[2], name)} is not what the catalogue says.");
    if (stale.Count > 0) Console.Error.WriteLine($"{stale.Count} pages are stale; `npm run docs` renews them.");
    return stale.Count > 0 ? 1 : 0;
}

var (pack, problems) = Compiler.Compile(args[0]);
foreach (var problem in problems) Console.Error.WriteLine(problem);
if (problems.Count > 0) return 1;
File.WriteAllBytes(args[1], pack);
return 0;
