using System.Reflection;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Reference;

/// <summary>A target as its definition describes it.</summary>
internal sealed record TargetInfo
{
    public required string Name { get; init; }

    public required Type Component { get; init; }

    public required string Description { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> After { get; init; }

    public required IReadOnlyList<string> Before { get; init; }

    public required IReadOnlyList<string> Produces { get; init; }

    /// <summary>Names of the parameters that the target reads.</summary>
    public required IReadOnlySet<string> Reads { get; init; }

    public static IEnumerable<TargetInfo> ReadAll(IReadOnlyList<PropertyInfo> properties, XmlDocumentation documentation)
    {
        var build = new AllTargets();
        // Targets are the same where their delegates are equal.
        var byDelegate = properties.ToDictionary(property => (Target)property.GetValue(build)!, property => property.Name);
        foreach (var (target, name) in byDelegate)
        {
            var property = properties.Single(property => property.Name == name);
            var definition = RecordedDefinition.Of(target, build, other => byDelegate[other]);
            yield return new()
            {
                Name = name,
                Component = property.DeclaringType!,
                Description = definition.Description,
                Summary = documentation.Summary(property),
                After = definition.After,
                Before = definition.Before,
                Produces = [.. definition.Produces.Select(path => Path.GetRelativePath(AllTargets.Root, path).Replace('\\', '/'))],
                Reads = ParameterChecks.Of(build).ReadBy[name],
            };
        }
    }
}
