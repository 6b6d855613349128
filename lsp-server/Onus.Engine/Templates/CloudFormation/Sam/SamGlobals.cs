namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>The <c>Globals</c> section: properties that all SAM resources of a kind share.</summary>
internal static class SamGlobals
{
    /// <summary>The globals for a type such as <c>AWS::Serverless::Api</c>; an empty map where there are none.</summary>
    public static MapValue Of(string type, Reading reading)
    {
        var kind = type.Length > SamNames.Prefix.Length ? type[SamNames.Prefix.Length..] : "";
        return Nodes.Find(reading.Mapping("Globals"), kind) is { } node && reading.Values.Read(node) is MapValue map
            ? map
            : new MapValue { Entries = [], Place = reading.PlaceOf(reading.Root) };
    }
}
