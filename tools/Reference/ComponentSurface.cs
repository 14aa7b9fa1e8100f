using System.Reflection;
using Nuke.Common;
using Nuke.Docker.BuildKit.Components;

namespace Reference;

/// <summary>Targets and parameters of the component interfaces, read from the compiled assembly and its XML documentation.</summary>
internal sealed class ComponentSurface
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private ComponentSurface(IReadOnlyList<TargetInfo> targets, IReadOnlyList<ParameterInfo> parameters)
    {
        Targets = targets;
        Parameters = parameters;
    }

    public IReadOnlyList<TargetInfo> Targets { get; }

    public IReadOnlyList<ParameterInfo> Parameters { get; }

    /// <exception cref="InvalidOperationException"><see cref="AllTargets"/> lacks a component.</exception>
    public static ComponentSurface Read()
    {
        var documentation = XmlDocumentation.Of(typeof(IDockerBuild).Assembly);
        var components = typeof(IDockerBuild).Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && typeof(INukeBuild).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .ToList();
        if (components.FirstOrDefault(component => !component.IsAssignableFrom(typeof(AllTargets))) is { } missing)
            throw new InvalidOperationException($"{nameof(AllTargets)} doesn't implement {missing.Name}: add it in tools/Reference.");

        var properties = components.SelectMany(component => component.GetProperties(Declared)).ToList();
        var targets = properties.Where(property => property.PropertyType == typeof(Target));
        var parameters = properties.Where(property => property.IsDefined(typeof(ParameterAttribute)));
        return new(
            [.. TargetInfo.ReadAll([.. targets], documentation).OrderBy(target => target.Name, StringComparer.Ordinal)],
            [.. parameters.Select(property => ParameterInfo.Read(property, documentation))]);
    }
}
