using System.Runtime.CompilerServices;
using Onus.ProtocolGenerator;
using Xunit;

namespace Onus.LanguageServer.Tests.Protocol;

public class GeneratorTests
{
    [Fact]
    public void The_checked_in_protocol_is_what_the_generator_writes()
    {
        var path = Path.Combine(Path.GetDirectoryName(ThisFile()) ?? "", "../../../lsp-server/Onus.LanguageServer/Protocol/Protocol.g.cs");
        Assert.Equal(File.ReadAllText(path), Generator.Run(Inputs.Model(), Inputs.KeepList()));
    }

    [Theory]
    [InlineData("Hover: nothing", "no property nothing")]
    [InlineData("Nonsense: a", "no structure Nonsense")]
    [InlineData("Location: uri range", "needs Range")]
    [InlineData("Hover: contents", "choice of types")]
    public void A_list_that_does_not_fit_the_protocol_is_refused(string list, string because)
    {
        var error = Assert.Throws<FormatException>(() => Generator.Run(Inputs.Model(), list));
        Assert.Contains(because, error.Message);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
