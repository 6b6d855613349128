using System.Collections.Immutable;

namespace Onus.Engine.Catalogue.Duties;

/// <summary>Finds a type's service by the longest beginning that fits.</summary>
internal sealed class ServiceIndex
{
    private readonly Dictionary<string, DutyService> beginnings = [];

    /// <summary>Beginnings that two services claim.</summary>
    public List<string> Doubled { get; } = [];

    public ServiceIndex(ImmutableArray<DutyService> services)
    {
        foreach (var service in services)
        {
            foreach (var beginning in service.CloudFormation) Add(beginning.StartsWith("Alexa", StringComparison.Ordinal) ? beginning : "AWS::" + beginning, service);
            foreach (var beginning in service.Terraform) Add("aws_" + beginning, service);
        }
    }

    /// <summary>The service and the beginning by which it was found; null for a type that none claims.</summary>
    public (DutyService Service, string Beginning)? Find(string type)
    {
        var isTerraform = type.StartsWith("aws_", StringComparison.Ordinal);
        for (var length = type.Length; length > 4; length--)
        {
            if (length < type.Length && !EndsName(type, length, isTerraform)) continue;
            if (beginnings.TryGetValue(type[..length], out var service)) return (service, type[..length]);
        }

        return null;
    }

    /// <summary>
    /// A beginning ends before an underscore or a colon. In the last part of a CloudFormation type it also ends before a capital;
    /// not in the namespace, as one service's is often the beginning of another's.
    /// </summary>
    private static bool EndsName(string type, int length, bool isTerraform)
    {
        if (isTerraform) return type[length] == '_';
        return type[length] == ':' || (char.IsUpper(type[length]) && type.LastIndexOf("::", length - 1, StringComparison.Ordinal) > 4);
    }

    private void Add(string beginning, DutyService service)
    {
        if (!beginnings.TryAdd(beginning, service)) Doubled.Add(beginning);
    }
}
