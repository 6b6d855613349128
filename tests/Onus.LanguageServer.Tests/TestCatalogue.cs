using Onus.Engine.Catalogue;

namespace Onus.LanguageServer.Tests;

internal static class TestCatalogue
{
    public static ICatalogue Shipped => Knowledge.Knowledge.Catalogue;
}
