using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.CatalogueCompiler.Pages;

/// <summary>How the pages say what the catalogue has words for.</summary>
internal static class Words
{
    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Of(Profile profile) => profile.ToString().ToLowerInvariant();

    public static string Of(Framework framework) => framework.ToString();

    public static string Of(Expectation expectation) => expectation == Expectation.NotApplicable ? "not applicable" : expectation.ToString().ToLowerInvariant();

    /// <summary>What leaving a property out means.</summary>
    public static string OfMissing(string word) => word switch
    {
        "insecure" => "AWS's default is the weak side",
        "secure" => "AWS's default meets it",
        "encrypted-with-aws-key" => "encrypted, under a key that AWS owns or manages",
        "depends" => "the account, the Region or another resource decides",
        _ => "the case cannot occur",
    };

    public static string Of(FixReadiness readiness) => readiness switch
    {
        FixReadiness.Safe => "It may be applied without asking.",
        FixReadiness.Review => "Look at the edit before you apply it.",
        _ => "It needs a value or a decision that only you have.",
    };

    public static string Of(Replacement replacement) => replacement switch
    {
        Replacement.No => "Changed in place.",
        Replacement.Maybe => "AWS may replace the resource.",
        Replacement.Always => "AWS replaces the resource.",
        Replacement.NewRevision => "A new version of it is made; nothing is lost.",
        _ => "The service refuses this on an existing resource.",
    };

    /// <summary>What another catalogue or tool is called.</summary>
    public static string OfSource(string source) => source switch
    {
        "securityhub" => "AWS Security Hub",
        "fsbp" => "AWS Foundational Security Best Practices",
        "cis" => "CIS AWS Foundations Benchmark",
        "nist_800_53_r5" => "NIST SP 800-53 revision 5",
        "checkov" => "Checkov",
        "cfn_nag" => "cfn-nag",
        "trivy" => "Trivy",
        "guard" => "AWS Guard rules",
        "cdk_nag" => "cdk-nag",
        _ => source,
    };
}
