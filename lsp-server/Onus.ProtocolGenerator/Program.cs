using Onus.ProtocolGenerator;

if (args is not [var target])
{
    Console.Error.WriteLine("Usage: dotnet run --project lsp-server/Onus.ProtocolGenerator FILE");
    return 2;
}

await File.WriteAllTextAsync(target, Generator.Run(Inputs.Model(), Inputs.KeepList()));
return 0;
