namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>What kind of unknown a data source gives.</summary>
internal static class DataSources
{
    public static UnknownCause CauseOf(string type) => type switch
    {
        "terraform_remote_state" => UnknownCause.Import,
        "aws_caller_identity" or "aws_region" or "aws_partition" => UnknownCause.Pseudo,
        "aws_ssm_parameter" or "aws_ssm_parameters_by_path" or "aws_secretsmanager_secret_version" or "aws_secretsmanager_random_password"
            or "aws_kms_secrets" => UnknownCause.DynamicReference,
        _ => UnknownCause.DataSource,
    };

    /// <summary>
    /// The name that both frameworks use for what AWS itself answers, so that a policy reads the same from either; null for other
    /// attributes.
    /// </summary>
    public static string? PseudoName(string type, string? attribute) => (type, attribute) switch
    {
        ("aws_caller_identity", "account_id" or "id") => "AWS::AccountId",
        ("aws_region", "name" or "id" or "region") => "AWS::Region",
        ("aws_partition", "partition" or "id") => "AWS::Partition",
        ("aws_partition", "dns_suffix") => "AWS::URLSuffix",
        _ => null,
    };
}
