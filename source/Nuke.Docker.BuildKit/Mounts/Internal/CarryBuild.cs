using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Runs the builds that access the mounts, on the engine of the build that uses them, and removes their layers from it.</summary>
internal sealed class CarryBuild(CacheMountsOptions options, string workFolder)
{
    private const string NamespaceArgument = "BUILDKIT_CACHE_MOUNT_NS";

    /// <summary>Runs a script with access to the mounts.</summary>
    /// <param name="inputs">The folder with the inputs of the script. The script is added to it.</param>
    /// <param name="output">The folder for the outputs of the script.</param>
    public async Task RunScriptAsync(
        string script,
        IReadOnlyList<CacheMount> mounts,
        string inputs,
        string output,
        bool writable,
        CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(inputs);
        await File.WriteAllTextAsync(Path.Combine(inputs, "carry.sh"), script, cancellationToken);
        var tools = Tools(mounts);
        for (var index = 0; ; index++)
        {
            try
            {
                await RunWithAsync(tools[index], mounts, inputs, output, writable, cancellationToken);
                return;
            }
            catch (DockerBuildException failure) when (MissingTool(failure) is { } tool)
            {
                if (index == tools.Count - 1)
                    throw NoTool(tools, tool);
            }
        }
    }

    /// <summary>Runs a small build whose results are files or an image.</summary>
    public async Task RunAsync(
        string dockerfile,
        Func<BuildxBuildSettings, BuildxBuildSettings> configure,
        string? mark,
        CancellationToken cancellationToken)
    {
        var folder = Path.Combine(workFolder, $"dockerfile-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "Dockerfile");
        await File.WriteAllTextAsync(file, dockerfile, cancellationToken);
        try
        {
            var build = new BuildxBuildOptions { Print = options.Print, Time = options.Time };
            await BuildxTasks.BuildxBuildAsync(configure(Settings(folder, file)), build, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            if (mark is not null)
                await ForgetAsync(mark);
        }
    }

    private async Task RunWithAsync(
        string tool,
        IReadOnlyList<CacheMount> mounts,
        string inputs,
        string output,
        bool writable,
        CancellationToken cancellationToken)
    {
        var mark = $"nuke-cache-mounts-{Guid.NewGuid():N}"[..26];
        var uvImage = options.Prune ? mounts.Select(mount => mount.UvImage).FirstOrDefault(image => image is not null) : null;
        await RunAsync(
            CarryDockerfile.Write(mark, tool, mounts, writable, uvImage),
            _ => WithNamespace(_).AddBuildContext(new NamedContext(mark, ContextSource.Local(inputs))).AddOutput(BuildOutput.Local(output)),
            mark,
            cancellationToken);
    }

    // The results are copies of the mounts and the export, which BuildKit's garbage collection would keep for days. Only these types are pruned, because
    // a new mount has the same description, and must be kept.
    private async Task ForgetAsync(string mark)
    {
        var prune = new BuildxPruneSettings
        {
            ToolPath = options.Build.ToolPath,
            EnvironmentVariables = options.Build.EnvironmentVariables,
            SecretEnvironmentVariables = options.Build.SecretEnvironmentVariables,
            Builder = options.Build.Builder,
        };
        foreach (var type in (string[])["regular", "source.local"])
            {
                await BuildxTasks.BuildxPruneAsync(
                    prune.EnableAll().EnableForce().AddFilter($"type={type}", $"description~={mark}"),
                    _ => { },
                    requireSuccess: false,
                    cancellationToken: CancellationToken.None);
            }
    }

    private BuildxBuildSettings Settings(string folder, string file) => new()
    {
        ToolPath = options.Build.ToolPath,
        EnvironmentVariables = options.Build.EnvironmentVariables,
        SecretEnvironmentVariables = options.Build.SecretEnvironmentVariables,
        Builder = options.Build.Builder,
        Network = options.Build.Network,
        // A named context can be the base image.
        BuildContext = options.Build.BuildContext?.RemoveAll(context => context.Source.Kind == ContextKind.Target),
        Context = folder,
        File = file,
        Progress = ProgressMode.Quiet,
        Provenance = false,
    };

    private BuildxBuildSettings WithNamespace(BuildxBuildSettings settings) =>
        options.Build.BuildArg?.TryGetValue(NamespaceArgument, out var value) == true ? settings.AddBuildArg(NamespaceArgument, value) : settings;

    private List<string> Tools(IReadOnlyList<CacheMount> mounts)
    {
        if (options.ToolImage is not null)
            return [options.ToolImage];

        List<string> images = [.. mounts.Select(mount => mount.BaseImage).OfType<string>().Distinct(StringComparer.Ordinal)];
        return images.Count > 0 ? images : throw CacheMountsFault.Create(
            "No image with a shell is known for access to the cache mounts: their stages start from scratch, or from an image that depends on a variable.",
            "Set an image with sh, find, stat and tar that the engine has or can pull: --docker-cache-mounts-tool IMAGE.");
    }

    private static string? MissingTool(DockerBuildException failure)
    {
        var fault = failure.Fault;
        if (fault.StepExitCode == CarryScript.MissingToolExitCode)
            {
                var line = fault.LastLines.FirstOrDefault(line => line.Contains("missing: ", StringComparison.Ordinal));
                return line?.Split("missing: ")[^1].Trim() ?? "a tool";
            }

        var text = $"{fault.Cause}\n{fault.Detail}\n{string.Join('\n', fault.LastLines)}";
        var isMissing = text.Contains("no such file", StringComparison.Ordinal) || text.Contains("not found", StringComparison.Ordinal);
        return isMissing && text.Contains("/bin/sh", StringComparison.Ordinal) ? "/bin/sh" : null;
    }

    private static DockerBuildException NoTool(List<string> images, string tool) => CacheMountsFault.Create(
        $"The cache mounts cannot be accessed: {(images.Count == 1 ? "the image" : "the images")} {string.Join(", ", images)} "
        + $"{(images.Count == 1 ? "has" : "have")} no {tool}.",
        "Set another image with sh, find, stat and tar that the engine has or can pull: --docker-cache-mounts-tool IMAGE.");
}
