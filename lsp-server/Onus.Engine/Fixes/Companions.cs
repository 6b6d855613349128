using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>Adds resources beside the one they belong to, and parameters. Null where it cannot be sure of the result.</summary>
internal static class Companions
{
    /// <summary>A name for a resource of a type that belongs to an owner; no other resource of the template has it.</summary>
    /// <returns>CloudFormation: a logical id. Terraform: the name label.</returns>
    public static string NameFor(Template template, Resource? owner, string type)
    {
        var isTerraform = template.Framework == Framework.Terraform;
        var noun = type[(type.LastIndexOf(':') + 1)..];
        var ownName = owner?.Name ?? "";
        var name = isTerraform
            ? ownName.Length == 0 ? "main" : ownName[(ownName.LastIndexOf('.') + 1)..]
            : Joined(new string([.. ownName.Where(char.IsAsciiLetterOrDigit)]), noun);
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? name : isTerraform ? $"{name}_{number}" : $"{name}{number}";
            if (template.Find(isTerraform ? $"{type}.{candidate}" : candidate) is null) return candidate;
        }
    }

    /// <summary>Adds a CloudFormation resource behind its owner.</summary>
    public static ImmutableArray<TextEdit>? AddToCloudFormation(Page page, Slot owner, string name, string type, FixValue properties, ValueStyle style)
    {
        if (owner is not { Mapping: { } resources, Entry: { } entry }) return null;
        var parts = new List<(string, FixValue)> { ("Type", new FixScalar(type, ScalarKind.Text)), ("Properties", properties) };
        // What belongs to a resource exists when that does.
        if ((owner.Value as MappingNode)?.Find("Condition")?.Value is ScalarNode { Tag: null } condition) parts.Insert(1, ("Condition", new FixScalar(condition.Value, ScalarKind.Text)));
        var body = new FixMap([.. parts]);
        return Insertion.AddBeside(page, resources, name, style.Of(body), entry, HasBlankLinesBetween(page, resources));
    }

    /// <summary>Adds a Terraform resource in the encoding of its owner: beside others of its type, or as a type of its own.</summary>
    /// <param name="page">The text.</param>
    /// <param name="owner">The slot under the owner's name label.</param>
    /// <param name="type">The type to add.</param>
    /// <param name="name">Its name label.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="style">How the file writes values.</param>
    public static ImmutableArray<TextEdit>? AddToTerraform(Page page, Slot owner, string type, string name, FixMap arguments, ValueStyle style)
    {
        // Another instance, region or account of the provider is its owner's too.
        if (BodyIn(owner)?.Find("provider")?.Value is ScalarNode provider) arguments = new FixMap([("provider", new FixScalar(provider.Value, ScalarKind.Text)), .. arguments.Entries]);
        FixValue wrapped = owner.Value is SequenceNode ? new FixList([style.Of(arguments)]) : style.Of(arguments);
        var named = new FixMap([(name, wrapped)]);
        // The type label is above the name label, with a list between them in one of the encodings.
        var isListed = owner.Parent?.Sequence is not null;
        var typeSlot = isListed ? owner.Parent?.Parent : owner.Parent;
        if (typeSlot is not { Mapping: { } types, Entry: { } typeEntry }) return null;
        if (types.Find(type) is { } known)
        {
            var slot = Slot.Of(typeSlot.Parent, types, known);
            return known.Value switch
            {
                MappingNode => Insertion.AddEntry(page, slot, name, wrapped),
                SequenceNode => Insertion.AddItem(page, slot, named),
                _ => null,
            };
        }

        return Insertion.AddBeside(page, types, type, isListed ? new FixList([named]) : named, typeEntry, HasBlankLinesBetween(page, types));
    }

    /// <summary>Whether the owner stands for several resources, so that none of them can be referred to by its name alone.</summary>
    public static bool IsRepeated(Slot owner)
    {
        if (BodyIn(owner) is { } body && (body.Find("count") ?? body.Find("for_each")) is not null) return true;
        for (var slot = owner; slot is not null; slot = slot.Parent)
        {
            if (slot.Entry?.Name.StartsWith("Fn::ForEach::", StringComparison.Ordinal) == true) return true;
        }

        return false;
    }

    private static MappingNode? BodyIn(Slot owner) => owner.Value as MappingNode ?? (owner.Value as SequenceNode is { Items: [MappingNode only] } ? only : null);

    /// <summary>Adds a parameter or variable without default, so that whoever deploys must give its value. Empty where it is there already.</summary>
    public static ImmutableArray<TextEdit>? AddParameter(Page page, Framework framework, NewParameter parameter, ValueStyle style)
    {
        if (page.Tree.Root is not MappingNode { Entries.IsEmpty: false } root) return null;
        var (section, type) = framework == Framework.Terraform ? ("variable", "string") : ("Parameters", "String");
        var lines = new List<(string, FixValue)> { (framework == Framework.Terraform ? "type" : "Type", new FixScalar(type, ScalarKind.Text)) };
        if (parameter.Description.Length > 0)
            lines.Add((framework == Framework.Terraform ? "description" : "Description", new FixScalar(parameter.Description, ScalarKind.Text)));
        var plain = style.Of(new FixMap([.. lines]));
        FixValue body = style.ListsBlocks ? new FixList([plain]) : plain;
        if (root.Find(section) is { } existing)
        {
            if (existing.Value is MappingNode known && known.Find(parameter.Name) is not null) return [];
            var slot = Slot.Of(null, root, existing);
            // Its neighbours tell better than the resources whether bodies stand in lists.
            var neighbours = existing.Value is SequenceNode { Items: [MappingNode first, ..] } ? first : existing.Value as MappingNode;
            if (neighbours is { Entries: [var neighbour, ..] }) body = neighbour.Value is SequenceNode ? new FixList([plain]) : plain;
            return existing.Value is SequenceNode
                ? Insertion.AddItem(page, slot, new FixMap([(parameter.Name, body)]))
                : Insertion.AddEntry(page, slot, parameter.Name, body);
        }

        var at = framework == Framework.Terraform ? root.Entries.Length : IndexOf(root, "Resources");
        var after = at <= 0 ? null : root.Entries[at - 1];
        var made = new FixMap([(parameter.Name, body)]);
        var blankLine = HasBlankLinesBetween(page, root);
        return after is null ? Insertion.AddEntry(page, root, section, made, after, blankLine) : Insertion.AddBeside(page, root, section, made, after, blankLine);
    }

    private static int IndexOf(MappingNode mapping, string key)
    {
        for (var at = 0; at < mapping.Entries.Length; at++)
        {
            if (mapping.Entries[at].Name == key) return at;
        }

        return mapping.Entries.Length;
    }

    /// <summary>Joins an owner's name and a noun without saying a word twice: LogBucket and BucketPolicy make LogBucketPolicy.</summary>
    private static string Joined(string owner, string noun)
    {
        for (var length = Math.Min(owner.Length, noun.Length); length > 2; length--)
        {
            if (owner.EndsWith(noun[..length], StringComparison.Ordinal)) return owner + noun[length..];
        }

        return owner + noun;
    }

    /// <summary>The file's author leaves a blank line between the entries of a mapping.</summary>
    private static bool HasBlankLinesBetween(Page page, MappingNode mapping)
    {
        if (mapping.Entries.Length < 2) return false;
        var (blank, seen) = (0, 0);
        for (var at = 1; at < mapping.Entries.Length && seen < 8; at++, seen++)
        {
            var gap = page.Text.Content.AsSpan(page.EndOf(mapping.Entries[at - 1]), mapping.Entries[at].Key.FullSpan.Start - page.EndOf(mapping.Entries[at - 1]));
            if (HasBlankLine(gap)) blank++;
        }

        return blank * 2 > seen;
    }

    private static bool HasBlankLine(ReadOnlySpan<char> gap)
    {
        var lines = 0;
        foreach (var line in gap.EnumerateLines())
        {
            if (lines++ > 0 && line.Trim().IsEmpty && !IsLast(gap, lines)) return true;
        }

        return false;
    }

    private static bool IsLast(ReadOnlySpan<char> gap, int lines)
    {
        var all = 0;
        foreach (var _ in gap.EnumerateLines()) all++;
        return lines == all;
    }
}
