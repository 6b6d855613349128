namespace Onus.Engine.Templates.Terraform;

/// <summary>The account that a configuration is for, as far as its providers say.</summary>
internal static class ProviderAccount
{
    private const string Provider = "provider.aws";

    /// <summary>The only account number with which the AWS providers may be used; null where they name none, several or one that is not known.</summary>
    public static string? Of(IEnumerable<Resource> resources)
    {
        string? own = null;
        foreach (var provider in resources)
        {
            if (provider.Name != Provider && !provider.Name.StartsWith(Provider + ".", StringComparison.Ordinal)) continue;
            if (provider.Body.Get("allowed_account_ids") is not ListValue { IsOpen: false, Items: [ScalarValue only] }) return null;
            if (own is not null && own != only.Text) return null;
            own = only.Text;
        }

        return own;
    }
}
