using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Builders.Internal;

/// <summary>Compares a description with the builder that exists.</summary>
/// <param name="builder">The description.</param>
/// <param name="configuration">Text of <c>buildkitd.toml</c>; <c>null</c>: not described.</param>
/// <param name="configurationFile">File with that text when the commands run.</param>
internal sealed class BuilderPlanner(DockerBuilder builder, string? configuration, string configurationFile)
{
    /// <param name="existing">The builder; <c>null</c>: it does not exist.</param>
    /// <param name="current">Name of the builder that builds without <c>--builder</c> use.</param>
    /// <param name="recreate">True to remove a builder that cannot be changed, and to create it again. Its state is kept.</param>
    public BuilderPlan Plan(BuilderInstance? existing, string? current, bool recreate)
    {
        List<string> notes = [];
        List<BuilderStep> steps = [];
        ImmutableArray<string> differences = existing is null ? [] : [.. Fixed(existing)];
        if (differences.Length > 0 && !recreate)
            return new([], differences, []);
        if (differences.Length > 0)
        {
            steps.Add(new(
                $"remove {builder.Name}, because {string.Join(", and ", differences)}; its cache is kept",
                new BuildxRmSettings { Name = [builder.Name], KeepState = true, Force = true }));
            notes.AddRange(
                Undescribed(existing!).Select(node => $"Node {node.Name} at {node.Endpoint} of {builder.Name} is not described and is removed with it."));
            existing = null;
        }

        foreach (var (name, node) in builder.NamedNodes)
        {
            var found = existing?.Nodes.FirstOrDefault(other => other.Name == name);
            if (found is null)
                steps.Add(Create(name, node, existing is null && steps.All(step => step.Command is not BuildxCreateSettings)));
            else if (Changes(node, found).ToList() is { Count: > 0 } changes)
                steps.Add(new($"change node {name}: {string.Join(", and ", changes)}", Settings(name, node, found) with { Append = true }));
        }

        foreach (var other in existing is null ? [] : Undescribed(existing))
            notes.Add($"Node {other.Name} at {other.Endpoint} of {builder.Name} is not described and stays. "
                + $"docker buildx create --name {builder.Name} --leave --node {other.Name} removes it.");
        if (builder.Use && current != builder.Name)
            steps.Add(new($"select {builder.Name} for builds that name no builder", new BuildxUseSettings { Name = builder.Name }));
        return new([.. steps], [], [.. notes, .. Insecure()]);
    }

    private IEnumerable<BuilderInstanceNode> Undescribed(BuilderInstance existing) =>
        existing.Nodes.Where(node => builder.NamedNodes.All(described => described.Name != node.Name));

    // buildx can't change the driver, and containers and pods get their settings when they are created.
    private IEnumerable<string> Fixed(BuilderInstance existing)
    {
        if (existing.Driver != builder.Driver.Name)
        {
            yield return $"its driver is {existing.Driver} instead of {builder.Driver}";
            yield break;
        }

        foreach (var (name, node) in builder.NamedNodes)
        {
            if (existing.Nodes.FirstOrDefault(other => other.Name == name) is not { } found)
                continue;
            if (configuration is not null && !BuildKitFile.AreEqual(configuration, found.Configuration ?? ""))
                yield return $"node {name} has another buildkitd.toml";
            if (builder.DaemonFlags is { } flags && flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(found.Flags).Any())
                yield return $"the daemon of node {name} has the arguments '{string.Join(' ', found.Flags)}' instead of '{flags}'";
            if (builder.Driver == BuilderDriver.Remote)
                continue;
            foreach (var difference in Options(node, found).Concat(Endpoint(node, found)))
                yield return $"node {name} has {difference}";
        }
    }

    // Takes effect with the next build.
    private IEnumerable<string> Changes(DockerBuilderNode node, BuilderInstanceNode found)
    {
        var wanted = Normalize(node.Platforms.Select(platform => platform.Name));
        if (wanted.Count > 0 && !wanted.SetEquals(Normalize(found.Platforms)))
            yield return $"platforms {string.Join(", ", wanted)}{(found.Platforms.IsEmpty ? "" : $" instead of {string.Join(", ", found.Platforms)}")}";
        if (builder.Driver != BuilderDriver.Remote)
            yield break;
        foreach (var difference in Options(node, found).Concat(Endpoint(node, found)))
            yield return difference;
    }

    private IEnumerable<string> Options(DockerBuilderNode node, BuilderInstanceNode found) =>
        from option in builder.OptionsOf(node)
        let now = found.DriverOptions.GetValueOrDefault(option.Key)
        where now != option.Value
        select now is null ? $"no option {option.Key}={option.Value}" : $"the option {option.Key}={now} instead of {option.Value}";

    private static IEnumerable<string> Endpoint(DockerBuilderNode node, BuilderInstanceNode found) =>
        node.Endpoint is { } endpoint && endpoint != found.Endpoint ? [$"the endpoint {found.Endpoint} instead of {endpoint}"] : [];

    private BuilderStep Create(string name, DockerBuilderNode node, bool first)
    {
        var where = $"node {name}{(node.Endpoint is null ? "" : $" at {node.Endpoint}")}"
            + $"{(node.Platforms.IsEmpty ? "" : $" for {string.Join(", ", node.Platforms)}")}";
        return first
            ? new($"create {builder.Name} with the driver {builder.Driver} and {where}", Settings(name, node, null) with { Driver = builder.Driver })
            : new($"add {where} to {builder.Name}", Settings(name, node, null) with { Append = true });
    }

    private BuildxCreateSettings Settings(string name, DockerBuilderNode node, BuilderInstanceNode? found)
    {
        // All options are replaced together.
        var options = (found?.DriverOptions ?? ImmutableSortedDictionary<string, string>.Empty).SetItems(builder.OptionsOf(node));
        return new BuildxCreateSettings
        {
            Name = builder.Name,
            Node = name,
            Endpoint = node.Endpoint ?? found?.Endpoint,
            Platform = node.Platforms.IsEmpty ? null : [.. node.Platforms],
            DriverOpt = options.IsEmpty ? null : [.. options.Select(option => new DriverOption(option.Key, option.Value))],
            BuildkitdConfig = configuration is null ? null : configurationFile,
            BuildkitdFlags = builder.DaemonFlags,
        };
    }

    private IEnumerable<string> Insecure() =>
        from node in builder.NamedNodes
        where builder.Driver == BuilderDriver.Remote && node.Node.CaCertificate is null
            && Uri.TryCreate(node.Node.Endpoint, UriKind.Absolute, out var address) && address is { Scheme: "tcp", IsLoopback: false }
        select $"Node {node.Name} is reached without TLS: everyone who reaches {node.Node.Endpoint} can run builds on it. Set CaCertificate.";

    private static SortedSet<string> Normalize(IEnumerable<string> platforms) =>
        new(platforms.Select(platform => new Platform(platform).Normalize().Name), StringComparer.Ordinal);
}
