using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>
/// One use of a module: the root, or a call of a child module with its arguments. Values of variables, locals and outputs are made
/// once, when first asked for.
/// </summary>
internal sealed class ModuleScope
{
    private readonly Dictionary<string, Resolved> variables = [];
    private readonly Dictionary<string, Resolved> locals = [];
    private readonly Dictionary<string, Resolved> outputs = [];
    private readonly Dictionary<string, Value?> policies = [];
    private readonly Dictionary<string, ModuleScope?> children = [];
    private readonly HashSet<string> underWay = [];
    private readonly VariableValues given;
    private ImmutableArray<ModuleScope> each;

    public ModuleScope(ReadSession session, TerraformModule module)
    {
        Session = session;
        Module = module;
        given = VariableValues.OfRoot(module, session.Context);
    }

    private ModuleScope(ModuleScope parent, TerraformBlock call, TerraformModule module, Instances instances)
    {
        Session = parent.Session;
        Module = module;
        Parent = parent;
        Call = call;
        Prefix = $"{parent.Prefix}module.{call.Key}.";
        Nesting = parent.Nesting + 1;
        CallInstances = instances;
        given = VariableValues.None;
    }

    public ReadSession Session { get; }

    public TerraformModule Module { get; }

    public ModuleScope? Parent { get; }

    /// <summary>The block that calls this module; null for the root.</summary>
    public TerraformBlock? Call { get; }

    /// <summary>How often the call makes the module, and what its arguments see.</summary>
    public Instances CallInstances { get; } = Instances.One;

    /// <summary>The scope of each instance by itself, where the call makes several that are known; else empty.</summary>
    public ImmutableArray<ModuleScope> Each => each.IsDefault ? each = MakeEach() : each;

    /// <summary>What stands before the module's addresses: empty for the root, <c>module.NAME.</c> for a child.</summary>
    public string Prefix { get; } = "";

    public int Nesting { get; }

    /// <summary>Says that the evaluation under way leans on variables of the root module.</summary>
    public void Touch(IEnumerable<string> names, Place place)
    {
        if (Session.Leanings is not { } leanings) return;
        foreach (var name in names) leanings.Add(name, place);
    }

    public Value Variable(string name, Place at)
    {
        if (!Module.Variables.TryGetValue(name, out var block))
        {
            if (Module.IsWhole) Session.Report(at, $"No variable `{name}` is declared in this module. Declare it in a `variable` block, or correct the name.");
            return new UnknownValue { Cause = UnknownCause.Parameter, Text = $"${{{Prefix}var.{name}}}", Name = name, Place = at, IsSecretSafe = true };
        }

        return Once(variables, "var." + name, name, at, () => ReadVariable(name, block));
    }

    public Value Local(string name, Place at)
    {
        if (!Module.Locals.TryGetValue(name, out var entry))
        {
            if (Module.IsWhole) Session.Report(at, $"No local value `{name}` is defined in this module. Define it under `locals`, or correct the name.");
            return Values.Unknown(UnknownCause.Broken, $"${{{Prefix}local.{name}}}", at);
        }

        return Once(locals, "local." + name, name, at, () =>
        {
            var value = NodeReader.Read(entry.Node, entry.Document, this, null);
            return Values.Placed(value, value.Place, new Derivation($"local `{name}`", entry.ValuePlace, value.Derivation?.Parameter, value.Derivation));
        });
    }

    /// <summary>The logic of a local that is written as a condition, for conditions that name it.</summary>
    public Logic? LogicOfLocal(string name)
    {
        if (!Module.Locals.TryGetValue(name, out var entry) || !underWay.Add("logic." + name)) return null;
        var logic = NodeReader.LogicOf(entry.Node, entry.Document, this, null);
        underWay.Remove("logic." + name);
        return logic;
    }

    /// <summary>A resource of this module, as something whose attributes are known only after it exists.</summary>
    public Value Resource(string key, Place at)
    {
        if (Module.IsWhole && !Module.Resources.ContainsKey(key))
            Session.Report(at, $"No resource `{key}` is declared in this module. Declare it, or correct the name.");
        return new UnknownValue
        {
            Cause = UnknownCause.Attribute,
            Text = $"${{{Prefix}{key}}}",
            Reference = new Reference(Prefix + key),
            IsSecretSafe = true,
            Place = at,
        };
    }

    /// <summary>What a resource's block says of a scalar attribute; null where it says nothing that is known.</summary>
    public Value? KnownAttribute(string key, string attribute)
    {
        if (!Module.Resources.TryGetValue(key, out var block) || block.Find(attribute) is not { Node: ScalarNode } entry) return null;
        var mark = $"attribute.{key}.{attribute}";
        if (!underWay.Add(mark)) return null;
        Session.Mute();
        var instances = Instances.Of(block, this);
        var value = NodeReader.Read(entry.Node, entry.Document, this, instances.Bindings);
        Session.Unmute();
        underWay.Remove(mark);
        return value as ScalarValue;
    }

    public Value DataSource(string type, string name, Place at)
    {
        var key = $"{type}.{name}";
        if (Module.IsWhole && !Module.Data.ContainsKey(key))
            Session.Report(at, $"No data source `data.{key}` is declared in this module. Declare it, or correct the name.");
        return new UnknownValue
        {
            Cause = DataSources.CauseOf(type),
            Text = $"${{{Prefix}data.{key}}}",
            Reference = new Reference($"{Prefix}data.{key}"),
            IsSecretSafe = true,
            Place = at,
        };
    }

    /// <summary>The policy that a policy document data source makes; null where there is no such data source.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="instance">The key or number of one of its instances; null for all as one.</param>
    public Value? PolicyDocument(string name, string? instance)
    {
        var mark = instance is null ? name : $"{name}[{instance}]";
        if (policies.TryGetValue(mark, out var known)) return known;
        if (!Module.Data.TryGetValue($"{PolicyDocuments.Type}.{name}", out var block) || !underWay.Add("policy." + mark)) return null;
        var policy = PolicyDocuments.Read(block, this, instance);
        underWay.Remove("policy." + mark);
        policies[mark] = policy;
        return policy;
    }

    /// <summary>The scope of a child module; null where its files cannot be had.</summary>
    public ModuleScope? Child(string name)
    {
        if (children.TryGetValue(name, out var known)) return known;
        if (!Module.Calls.TryGetValue(name, out var call)) return null;
        // Set first, so that a module that calls itself through its outputs ends.
        children[name] = null;
        var module = ModuleLoader.Load(call, this);
        return children[name] = module is null ? null : new ModuleScope(this, call, module, Instances.Of(call, this));
    }

    public Value WholeModule(string name, Place at) =>
        new UnknownValue { Cause = UnknownCause.Import, Text = $"${{{Prefix}module.{name}}}", Name = $"module.{name}", Place = at, IsSecretSafe = true };

    public Value ModuleOutput(string name, string output, Place at)
    {
        if (!Module.Calls.ContainsKey(name))
        {
            if (Module.IsWhole) Session.Report(at, $"No module `{name}` is called here. Call it in a `module` block, or correct the name.");
        }
        else if (Child(name) is { } child)
        {
            if (child.Module.Outputs.ContainsKey(output)) return child.Output(output, at);
            if (child.Module.IsWhole) Session.Report(at, $"The module `{name}` has no output `{output}`. Declare it there, or correct the name.");
        }

        return new UnknownValue
        {
            Cause = UnknownCause.Import,
            Text = $"${{{Prefix}module.{name}.{output}}}",
            Name = $"module.{name}.{output}",
            Place = at,
            IsSecretSafe = true,
        };
    }

    private Value Output(string name, Place at)
    {
        if (Module.Outputs[name].Find("value") is not { } entry) return Value.Absent;
        return Once(outputs, "output." + name, name, at, () =>
        {
            var value = NodeReader.Read(entry.Node, entry.Document, this, null);
            return Values.Placed(value, value.Place, new Derivation($"output `{name}` of module `{Call?.Key}`", entry.ValuePlace, value.Derivation?.Parameter, value.Derivation));
        });
    }

    private ImmutableArray<ModuleScope> MakeEach() => Parent is { } parent && Call is { } call
        ? [.. CallInstances.Each.Select(bindings => new ModuleScope(parent, call, Module, new Instances(null, bindings)))]
        : [];

    private Value ReadVariable(string name, TerraformBlock block)
    {
        var value = Assigned(name, block);
        return block.Literal("sensitive") == "true" ? Values.Sensitive(value) : value;
    }

    private Value Assigned(string name, TerraformBlock block)
    {
        var type = VariableType.Of(block);
        var isNullable = block.Literal("nullable") != "false";
        if (Call?.Find(name) is { } argument && Parent is not null)
        {
            Session.Leanings?.AddArgument(name, argument.ValuePlace, Call.Key);
            var value = NodeReader.Read(argument.Node, argument.Document, Parent, CallInstances.Bindings);
            var step = new Derivation($"argument `{name}` of module `{Call.Key}`", argument.ValuePlace, value.Derivation?.Parameter, value.Derivation, IsArgument: true);
            if (value is not AbsentValue || isNullable) return Values.Placed(type.Convert(value), value.Place, step);
        }
        else if (Call is null && given.Find(name, type, block.Whole, this) is { } set)
        {
            Touch([name], set.Place);
            return Values.Placed(type.Convert(set), set.Place, set.Derivation);
        }

        if (block.Find("default") is { } fallback)
        {
            var value = type.Convert(NodeReader.ReadLiteral(fallback.Node, fallback.Document));
            if (Call is null) Touch([name], fallback.ValuePlace);
            return Values.Placed(value, fallback.ValuePlace, new Derivation(
                Call is null ? $"default of variable `{name}`" : $"default of variable `{name}` in module `{Call.Key}`",
                fallback.ValuePlace,
                Call is null ? name : null));
        }

        return new UnknownValue
        {
            Cause = UnknownCause.Parameter,
            Text = $"${{{Prefix}var.{name}}}",
            Name = name,
            Place = block.Whole,
            IsSecretSafe = true,
            Candidates = VariableType.CandidatesOf(block),
        };
    }

    // Evaluates once; remembers which variables the value leans on, so that every later use leans on them too.
    private Value Once(Dictionary<string, Resolved> known, string mark, string name, Place at, Func<Value> make)
    {
        if (!known.TryGetValue(name, out var resolved))
        {
            if (!underWay.Add(mark))
            {
                Session.Report(at, $"`{mark}` is defined by itself, in a circle. Break the circle.");
                return Values.Unknown(UnknownCause.Expression, $"${{{Prefix}{mark}}}", at);
            }

            var outer = Session.Leanings;
            var leaned = Session.Leanings = new Leanings();
            var value = make();
            resolved = new Resolved(value, leaned);
            Session.Leanings = outer;
            underWay.Remove(mark);
            known[name] = resolved;
        }

        Session.Leanings?.AddAll(resolved.LeansOn);
        return resolved.Value;
    }

    private readonly record struct Resolved(Value Value, Leanings LeansOn);
}
