using Onus.Engine.Catalogue.Duties;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Catalogue.Duties;

/// <summary>The duty model of the repository.</summary>
internal static class DutyFiles
{
    public static DutyModel Load() => DutyModel.Load(name => new SourceText("schemas/duties/" + name, SchemaFiles.Read("duties/" + name)));

    /// <summary>The model with one of its texts changed.</summary>
    public static DutyModel LoadWith(string file, Func<string, string> change) => DutyModel.Load(name =>
    {
        var content = SchemaFiles.Read("duties/" + name);
        return new SourceText(name, name == file ? change(content) : content);
    });
}
