namespace Onus.TemplateGenerator;

public enum GeneratedFormat
{
    /// <summary>CloudFormation in YAML, with comments and short-form functions.</summary>
    Yaml,

    /// <summary>CloudFormation in JSON; the same resources as in YAML for the same seed.</summary>
    Json,

    /// <summary>Terraform in JSON.</summary>
    Terraform,
}
