using System.Collections.Immutable;
using System.Text;
using Onus.Engine.Templates;

namespace Onus.Engine.Catalogue.Packing;

/// <summary>
/// Writes the compiled catalogue: an index by resource type, then each control as a block of its own, so that a reader touches only
/// the controls of the types a template has.
/// </summary>
public static class PackWriter
{
    /// <summary>Changes with the layout; a reader refuses another one.</summary>
    internal const int Version = 3;

    /// <param name="controls">All controls, in the order of their files.</param>
    /// <param name="lists">The named lists of the expression language.</param>
    /// <param name="output">Where the pack is written.</param>
    public static void Write(
        IReadOnlyList<Control> controls,
        IReadOnlyList<(string Name, ImmutableArray<string> Values)> lists,
        Stream output)
    {
        var blocks = controls.Select(Block).ToList();
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write7BitEncodedInt(controls.Count);
        var offset = 0;
        foreach (var (control, block) in controls.Zip(blocks))
        {
            writer.Write(control.Id);
            writer.Write7BitEncodedInt(offset);
            offset += block.Length;
        }

        WriteTypes(writer, controls);
        WriteAliases(writer, controls);
        WriteAll(writer, lists, list =>
        {
            writer.Write(list.Name);
            WriteTexts(writer, list.Values);
        });
        foreach (var block in blocks) writer.Write(block);
    }

    private static void WriteTypes(BinaryWriter writer, IReadOnlyList<Control> controls)
    {
        var byType = controls
            .SelectMany((control, index) => control.Bindings.Select((binding, at) => (binding.Framework, binding.Type, index, at)))
            .GroupBy(entry => TypeKey(entry.Framework, entry.Type))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        WriteAll(writer, byType, group =>
        {
            writer.Write(group.Key);
            WriteAll(writer, group.ToList(), entry =>
            {
                writer.Write7BitEncodedInt(entry.index);
                writer.Write7BitEncodedInt(entry.at);
            });
        });
    }

    private static void WriteAliases(BinaryWriter writer, IReadOnlyList<Control> controls)
    {
        var byAlias = controls
            .SelectMany((control, index) => control.Aliases.SelectMany(alias => alias.Ids).Select(id => (id, index)))
            .GroupBy(entry => entry.id, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        WriteAll(writer, byAlias, group =>
        {
            writer.Write(group.Key);
            WriteAll(writer, group.Select(entry => entry.index).Distinct().ToList(), writer.Write7BitEncodedInt);
        });
    }

    /// <summary>Terraform block kinds and CloudFormation pseudo types share names, so the framework is part of the key.</summary>
    internal static string TypeKey(Framework framework, string type) => (framework == Framework.CloudFormation ? "c:" : "t:") + type;

    private static byte[] Block(Control control)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(control.Id);
        writer.Write(control.Title);
        writer.Write(control.Duty);
        writer.Write(control.Service);
        writer.Write((byte)control.Severity);
        writer.Write((byte)control.Profile);
        writer.Write(control.Why);
        writer.Write(control.Limits);
        writer.Write(control.Only);
        WriteAll(writer, control.Bindings, binding => WriteBinding(writer, binding));
        writer.Write((byte)control.Fix.Readiness);
        writer.Write(control.Fix.Note);
        WriteAll(writer, control.Fix.Steps, step => WriteStep(writer, step));
        WriteAll(writer, control.Fix.Alternatives, alternative =>
        {
            writer.Write(alternative.Title);
            writer.Write((byte)alternative.Readiness);
            WriteAll(writer, alternative.Steps, step => WriteStep(writer, step));
        });
        WriteGroups(writer, control.References);
        WriteGroups(writer, control.Aliases);
        WriteTexts(writer, control.Sources);
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteBinding(BinaryWriter writer, Binding binding)
    {
        writer.Write((byte)binding.Framework);
        writer.Write(binding.Type);
        writer.Write(binding.WhenText ?? "");
        writer.Write(binding.RequireText);
        WriteAll(writer, binding.Defaults, pair =>
        {
            writer.Write(pair.Path);
            writer.Write(pair.Value);
        });
        writer.Write(binding.WhenMissing);
        writer.Write((byte)binding.MissingVerdict);
        writer.Write(binding.Note);
        writer.Write(binding.UnknownMeets);
    }

    private static void WriteStep(BinaryWriter writer, FixStep step)
    {
        writer.Write((byte)step.Framework);
        writer.Write(step.For);
        writer.Write((byte)step.Action);
        writer.Write(step.Path);
        writer.Write(step.ResourceType ?? "");
        writer.Write((byte)step.Replaces);
        writer.Write(step.NeedsInput);
        WriteValue(writer, step.Value);
    }

    private static void WriteValue(BinaryWriter writer, FixValue? value)
    {
        switch (value)
        {
            case null:
                writer.Write((byte)0);
                break;
            case FixScalar scalar:
                writer.Write((byte)1);
                writer.Write(scalar.Text);
                writer.Write((byte)scalar.Kind);
                writer.Write(scalar.Tag ?? "");
                break;
            case FixList list:
                writer.Write((byte)2);
                WriteAll(writer, list.Items, item => WriteValue(writer, item));
                break;
            case FixMap map:
                writer.Write((byte)3);
                WriteAll(writer, map.Entries, entry =>
                {
                    writer.Write(entry.Key);
                    WriteValue(writer, entry.Value);
                });
                break;
            default:
                throw new InvalidOperationException($"No form for {value.GetType().Name}.");
        }
    }

    private static void WriteGroups(BinaryWriter writer, ImmutableArray<(string Name, ImmutableArray<string> Ids)> groups) =>
        WriteAll(writer, groups, group =>
        {
            writer.Write(group.Name);
            WriteTexts(writer, group.Ids);
        });

    private static void WriteTexts(BinaryWriter writer, ImmutableArray<string> texts) => WriteAll(writer, texts, writer.Write);

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (var item in items) write(item);
    }
}
