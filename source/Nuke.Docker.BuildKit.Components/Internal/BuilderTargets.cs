using Nuke.Docker.BuildKit.Builders;
using Nuke.Docker.BuildKit.Builders.Internal;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The work of the targets of <see cref="IDockerBuilders"/>.</summary>
internal static class BuilderTargets
{
    public static string[] ParametersOfDescription { get; } =
    [
        nameof(IDockerBuilders.DockerBuilder), nameof(IDockerBuilders.DockerBuilderDriver), nameof(IDockerBuilders.DockerBuilderNode),
        nameof(IDockerBuilders.DockerBuilderConfig),
    ];

    public static string[] ParametersOfCreate { get; } =
        [.. ParametersOfDescription, nameof(IDockerBuilders.DockerBuilderRecreate), nameof(IHazDockerDryRun.DockerDryRun)];

    public static string[] ParametersOfRemove { get; } =
        [.. ParametersOfDescription, nameof(IHazDockerDryRun.DockerDryRun), nameof(IHazDockerDryRun.DockerYes)];

    /// <summary>The builder that the parameters describe; empty if they describe none.</summary>
    public static IEnumerable<DockerBuilder> OfParameters(IDockerBuilders build)
    {
        if (build.DockerBuilderDriver is not { } driver)
        {
            return build.DockerBuilderNode.Length > 0 || build.DockerBuilderConfig is not null
                ? throw new InvalidSettingException("--docker-builder-driver", "it is missing: nodes and configuration are those of a builder with a driver")
                : [];
        }

        if (build.DockerBuilder is not [var name])
            throw new InvalidSettingException("--docker-builder", "name the one builder that --docker-builder-driver describes");
        return
        [
            new DockerBuilder(name, driver == BuilderDriver.Docker.Name ? BuilderDriver.Docker : BuilderDriver.Parse(driver))
            {
                Nodes = [.. build.DockerBuilderNode.Select(Node)],
                ConfigurationFile = build.DockerBuilderConfig,
            },
        ];
    }

    public static Task<int> CreateAsync(IDockerBuilders build) => RunAsync(build, async (setup, token) =>
    {
        var actions = 0;
        foreach (var builder in Selected(build))
            actions += await setup.EnsureAsync(builder, build.DockerBuilderRecreate, build.DockerDryRun, token);
        return actions;
    });

    public static Task<int> BootstrapAsync(IDockerBuilders build) => RunAsync(build, async (setup, token) =>
    {
        var nodes = 0;
        foreach (var builder in Selected(build))
        {
            await setup.EnsureAsync(builder, build.DockerBuilderRecreate, build.DockerDryRun, token);
            if (build.DockerDryRun)
            {
                Log.Information("Would start {Builder:l}", builder.Name);
                continue;
            }

            var started = await setup.BootstrapAsync(builder, token);
            Log.Information("{Builder:l} responds with {Nodes} nodes", builder.Name, started.Nodes.Count);
            nodes += started.Nodes.Count;
        }

        return nodes;
    });

    public static Task<int> InspectAsync(IDockerBuilders build) => RunAsync(build, async (setup, token) =>
    {
        string[] names = build.DockerBuilder.Length > 0 ? build.DockerBuilder : [.. build.Builders.Select(builder => builder.Name)];
        var builders = await setup.InspectAsync(names, token);
        foreach (var line in builders.SelectMany(BuilderTable.Of))
            Log.Information("{Line:l}", line);
        return builders.Count;
    });

    public static Task<int> RemoveAsync(IDockerBuilders build) => RunAsync(build, async (setup, token) =>
    {
        var removed = 0;
        foreach (var builder in Selected(build))
            removed += await setup.RemoveAsync(builder, build.DockerYes, build.DockerDryRun, token) ? 1 : 0;
        return removed;
    });

    private static Task<T> RunAsync<T>(IDockerBuilders build, Func<BuilderSetup, CancellationToken, Task<T>> work) =>
        TargetAction.RunAsync(build, async token =>
        {
            var connection = await EngineSession.Of(build).ConnectAsync(token);
            return await work(new BuilderSetup(connection, build.RootDirectory, build.TemporaryDirectory / "docker-builders", BuildLog.Print), token);
        });

    private static List<DockerBuilder> Selected(IDockerBuilders build)
    {
        List<DockerBuilder> all = [.. build.Builders];
        foreach (var name in build.DockerBuilder.Where(name => all.All(builder => builder.Name != name)))
        {
            throw new InvalidSettingException(
                "--docker-builder",
                $"the build class does not describe a builder {name}. {NearestNames.Sentence(name, [.. all.Select(builder => builder.Name)])}".TrimEnd()
                + " Other builders are not changed; describe it in Builders, or with --docker-builder-driver");
        }

        return all.Count == 0
            ? throw new InvalidSettingException(
                "builders",
                "the build class describes none. Add them to Builders, or use --docker-builder and --docker-builder-driver")
            : [.. all.Where(builder => build.DockerBuilder.Length == 0 || build.DockerBuilder.Contains(builder.Name))];
    }

    private static DockerBuilderNode Node(string text) => text.LastIndexOf('=') is var at and > 0
        ? new DockerBuilderNode(text[..at]) { Platforms = [.. text[(at + 1)..].Split(',').Select(name => new Platform(name))] }
        : new DockerBuilderNode(text);
}
