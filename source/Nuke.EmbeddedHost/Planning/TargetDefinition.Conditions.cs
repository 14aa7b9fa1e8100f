using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Tooling;

namespace Nuke.Common.Execution;

internal sealed partial class TargetDefinition
{
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];
    public List<(string Text, Func<bool> Delegate)> DynamicConditions { get; } = [];
    public DependencyBehavior Behavior { get; private set; }
    public List<LambdaExpression> Requirements { get; } = [];
    public List<ToolRequirement> ToolRequirements { get; } = [];

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string? conditionExpression = null)
        => Do(() => StaticConditions.Add((OneLine(conditionExpression), condition)));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string? conditionExpression = null)
        => Do(() => DynamicConditions.Add((OneLine(conditionExpression), condition)));

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) => Do(() => Behavior = dependencyBehavior);

    public ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements) where T : class?
        => Do(() => Requirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements) where T : struct
        => Do(() => Requirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements)
        => Do(() => Requirements.AddRange([requirement, .. requirements]));

    public ITargetDefinition Requires<T>() where T : IRequireTool => RequireTool(typeof(T), null);

    public ITargetDefinition Requires<T>(string version) where T : IRequireToolWithVersion => RequireTool(typeof(T), version);

    public ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools)
    {
        foreach (var member in tools.Prepend(tool).Select(ExpressionReader.Member))
        {
            var attribute = member.GetCustomAttribute<ToolInjectionAttributeBase>()
                ?? throw new InvalidOperationException($"Target '{name}' requires '{member.Name}', which no attribute injects");
            ToolRequirements.Add(attribute.GetRequirement(member));
        }

        return this;
    }

    private TargetDefinition RequireTool(Type tool, string? version)
    {
        var attribute = tool.GetCustomAttribute<ToolAttribute>()
            ?? throw new InvalidOperationException($"Target '{name}' requires '{tool.Name}', but no attribute states how to find it");
        ToolRequirements.Add(attribute.GetRequirement(version));
        return this;
    }

    // The compiler passes the source text of "() => Host is Terminal"; the summary wants the condition alone.
    private static string OneLine(string? expression)
    {
        var text = string.Join(' ', (expression ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.StartsWith("() => ", StringComparison.Ordinal) ? text["() => ".Length..] : text;
    }
}
