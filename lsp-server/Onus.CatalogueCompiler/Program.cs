using Onus.CatalogueCompiler;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: Onus.CatalogueCompiler SCHEMAS_FOLDER OUTPUT_FILE");
    return 2;
}

var (pack, problems) = Compiler.Compile(args[0]);
foreach (var problem in problems) Console.Error.WriteLine(problem);
if (problems.Count > 0) return 1;
File.WriteAllBytes(args[1], pack);
return 0;
