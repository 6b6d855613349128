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
}
