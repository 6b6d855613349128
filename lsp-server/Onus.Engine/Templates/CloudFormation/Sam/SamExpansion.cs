using System.Collections.Immutable;

namespace Onus.Engine.Templates.CloudFormation.Sam;

/// <summary>Reads SAM resources as the resources they make, which follow them in the list.</summary>
internal sealed class SamExpansion
{
    private readonly Reading reading;
    private readonly Dictionary<string, MapValue> globals = [];
    private readonly HashSet<bool> implicitApis = [];
    private readonly ImmutableArray<Resource> written;

    public SamExpansion(Reading reading, ImmutableArray<Resource> written)
    {
        this.reading = reading;
        this.written = written;
    }

    public ImmutableArray<Resource> Expand()
    {
        if (!written.Any(r => SamNames.IsSam(r.Type))) return written;
        var all = new List<Resource>(written.Length * 3);
        foreach (var resource in written)
        {
            all.Add(resource);
            if (SamNames.IsSam(resource.Type)) Expand(resource, all);
            SamOthers.DeriveConnectors(resource, reading.Context, all);
        }

        return [.. all];
    }

    private void Expand(Resource resource, List<Resource> derived)
    {
        var source = new SamSource(resource, PropertiesOf(resource), reading.Context, derived);
        switch (resource.Type[SamNames.Prefix.Length..])
        {
            case "Function":
                SamFunction.Derive(source);
                SamEvents.Derive(source, ApiProperties);
                DeriveImplicitApi(source, derived, isHttp: false);
                DeriveImplicitApi(source, derived, isHttp: true);
                break;
            case "Api":
                SamApi.DeriveRest(source);
                break;
            case "HttpApi":
                SamApi.DeriveHttp(source);
                break;
            case "SimpleTable":
                SamOthers.DeriveTable(source);
                break;
            case "LayerVersion":
                SamOthers.DeriveLayer(source);
                break;
            case "StateMachine":
                SamOthers.DeriveStateMachine(source);
                DeriveImplicitApi(source, derived, isHttp: false);
                break;
            case "Application":
                SamOthers.DeriveApplication(source);
                break;
            case "Connector":
                SamOthers.DeriveConnector(source);
                break;
            case "WebSocketApi":
                SamWebSocket.Derive(source);
                break;
            case "CapacityProvider":
                SamOthers.DeriveCapacityProvider(source);
                break;
            case "GraphQLApi":
                SamOthers.DeriveGraphQL(source);
                break;
            default:
                reading.Hide($"Onus does not know what `{resource.Type}` makes");
                break;
        }
    }

    /// <summary>An API that events call for, but nobody wrote; it takes the globals, and stands where the first such event does.</summary>
    private void DeriveImplicitApi(SamSource source, List<Resource> derived, bool isHttp)
    {
        if (implicitApis.Contains(isHttp) || SamApiEvents.FirstWithoutApi(source, isHttp) is not { } happening) return;
        implicitApis.Add(isHttp);
        var properties = GlobalsOf(SamNames.Prefix + (isHttp ? "HttpApi" : "Api"));
        if (!isHttp && properties.Entry("StageName") is null)
        {
            var stage = new MapEntry("StageName", happening.KeyPlace, Values.Text("Prod", happening.KeyPlace));
            properties = new MapValue { Entries = properties.Entries.Add(stage), IsOpen = properties.IsOpen, Place = properties.Place };
        }

        var name = isHttp ? SamNames.ImplicitHttpApi : SamNames.ImplicitRestApi;
        var api = new SamSource(source.Owner, name, properties, reading.Context, derived, happening.KeyPlace, happening.KeyPlace);
        if (isHttp) SamApi.DeriveHttp(api);
        else SamApi.DeriveRest(api);
    }

    /// <summary>The properties of a SAM API, written or implicit; null where no such API is one of SAM's.</summary>
    private MapValue? ApiProperties(string name)
    {
        if (name is SamNames.ImplicitRestApi) return GlobalsOf(SamNames.Prefix + "Api");
        if (name is SamNames.ImplicitHttpApi) return GlobalsOf(SamNames.Prefix + "HttpApi");
        var resource = written.FirstOrDefault(r => r.Name == name);
        return resource is not null && SamNames.IsSam(resource.Type) ? PropertiesOf(resource) : null;
    }

    private MapValue PropertiesOf(Resource resource)
    {
        var shared = WithoutWithdrawn(GlobalsOf(resource.Type), resource);
        return resource.Body.Get("Properties") switch
        {
            MapValue own => (MapValue)SamValues.Merge(shared, own),
            AbsentValue => shared,
            var other => new MapValue { Entries = [], IsOpen = true, Place = other.Place },
        };
    }

    /// <summary>The globals without those that the resource sets to no value.</summary>
    private MapValue WithoutWithdrawn(MapValue shared, Resource resource)
    {
        if (shared.Entries.IsEmpty || resource.Body.Get("Properties") is not MapValue own || reading.Names.Find(resource.Name) is not { } entry) return shared;
        if (Nodes.Mapping(Nodes.Find(Nodes.Mapping(entry.Body), "Properties")) is not { } node) return shared;
        var withdrawn = Nodes.Entries(node).Select(e => e.Name).Where(name => own.Entry(name) is null).ToHashSet();
        if (withdrawn.Count == 0) return shared;
        return new MapValue
        {
            Entries = [.. shared.Entries.Where(e => !withdrawn.Contains(e.Key))],
            IsOpen = shared.IsOpen,
            OpenCause = shared.OpenCause,
            Place = shared.Place,
        };
    }

    private MapValue GlobalsOf(string type)
    {
        if (!globals.TryGetValue(type, out var found))
        {
            found = SamGlobals.Of(type, reading);
            globals.Add(type, found);
        }

        return found;
    }
}
