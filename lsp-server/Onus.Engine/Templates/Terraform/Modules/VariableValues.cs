using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Templates.Terraform.Hcl;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>Values given to the root module's variables: configured ones first, then those of its variable files.</summary>
internal sealed class VariableValues
{
    private readonly TerraformModule? module;
    private readonly TemplateContext context;
    private Dictionary<string, Func<ModuleScope, Value>>? ofFiles;

    private VariableValues(TerraformModule? module, TemplateContext context)
    {
        this.module = module;
        this.context = context;
    }

    /// <summary>For child modules, whose variables have only the arguments of their call.</summary>
    public static VariableValues None { get; } = new(null, new TemplateContext());

    /// <summary>The variable files are looked for when the first variable is asked about.</summary>
    public static VariableValues OfRoot(TerraformModule module, TemplateContext context) => new(module, context);

    /// <summary>The value given for a variable; null where none is.</summary>
    public Value? Find(string name, VariableType type, Place declaration, ModuleScope scope)
    {
        if (context.ParameterValues.TryGetValue(name, out var text)) return Configured(name, text, type, declaration, scope);
        ofFiles ??= ReadFiles();
        return ofFiles.TryGetValue(name, out var make) ? make(scope) : null;
    }

    // Terraform loads them in this order, later ones winning.
    private static int? Rank(string name) => name switch
    {
        "terraform.tfvars" => 0,
        "terraform.tfvars.json" => 1,
        _ when name.EndsWith(".auto.tfvars", StringComparison.Ordinal) || name.EndsWith(".auto.tfvars.json", StringComparison.Ordinal) => 2,
        _ => null,
    };

    private IEnumerable<SourceText> Files()
    {
        if (module is null) return [];
        return context.ListFolder(module.Document, ".").Where(n => Rank(n) is not null)
            .OrderBy(Rank)
            .ThenBy(n => n, StringComparer.Ordinal)
            .Select(n => context.ReadSibling(module.Document, n))
            .OfType<SourceText>();
    }

    private Dictionary<string, Func<ModuleScope, Value>> ReadFiles()
    {
        var values = new Dictionary<string, Func<ModuleScope, Value>>();
        foreach (var file in Files())
        {
            var step = $"set in `{TerraformModule.FileName(file.Path)}`";
            if (file.Path.EndsWith(".json", StringComparison.Ordinal))
            {
                if (SyntaxTree.Read(file, SyntaxLanguage.Json).Root is not MappingNode root) continue;
                foreach (var entry in root.Entries)
                    values[entry.Name] = _ => Given(entry.Name, NodeReader.ReadLiteral(entry.Value, file), new Place(file, entry.Value.Span), step);
                continue;
            }

            var origin = new TextOrigin(file);
            foreach (var (name, expression) in HclParser.ParseAttributes(file.Content, out _))
            {
                values[name] = scope =>
                    Given(name, new Evaluator(scope, origin, file.Content).Evaluate(expression, null), origin.At(expression.Span), step);
            }
        }

        return values;
    }

    private static Value Given(string name, Value value, Place place, string how, bool isGiven = false) =>
        Values.Placed(value, place, new Derivation($"variable `{name}`, {how}", place, name, IsGiven: isGiven));

    private static Value Configured(string name, string text, VariableType type, Place declaration, ModuleScope scope)
    {
        Value value = Values.Text(text);
        if (!type.IsText && Literal(text, scope, declaration) is { } read) value = read;
        return Given(name, value, declaration, "as configured", isGiven: true);
    }

    private static Value? Literal(string text, ModuleScope scope, Place declaration)
    {
        var isData = text is "true" or "false" or "null" || (text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '[' or '{'));
        if (!isData || HclParser.ParseExpression(text, out _) is not { } expression) return null;
        return new Evaluator(scope, new TextOrigin(declaration), text).Evaluate(expression, null) is var value and not FaultValue ? value : null;
    }
}
