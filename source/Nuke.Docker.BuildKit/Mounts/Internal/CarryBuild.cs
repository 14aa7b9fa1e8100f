using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>Runs the builds that carry, on the engine of the build that the mounts belong to, and leaves nothing of them in it.</summary>
internal sealed class CarryBuild(CacheMountsOptions options, string workFolder)
{
    private const string NamespaceArgument = "BUILDKIT_CACHE_MOUNT_NS";

    /// <summary>Lets a script at the mounts.</summary>
    /// <param name="inputs">Folder with the script's inputs; the script itself is put there, too. Deleted afterwards.</param>
    /// <param name="output">Folder for what the script leaves.</param>
    public async Task RunScriptAsync(string script, IReadOnlyList<CacheMount> mounts, string inputs, string output, bool writable, CancellationToken cancellationToken)
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

    /// <summary>Builds something small around images, whose results are files or an image.</summary>
    public async Task RunAsync(string dockerfile, Func<BuildxBuildSettings, BuildxBuildSettings> configure, string? mark, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(workFolder, $"dockerfile-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "Dockerfile");
        await File.WriteAllTextAsync(file, dockerfile, cancellationToken);
        try
        {
            await BuildxTasks.BuildxBuildAsync(configure(Settings(folder, file)), new BuildxBuildOptions { Print = options.Print, Time = options.Time }, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            if (mark is not null)
                await ForgetAsync(mark);
        }
    }

    private async Task RunWithAsync(string tool, IReadOnlyList<CacheMount> mounts, string inputs, string output, bool writable, CancellationToken cancellationToken)
    {
        var mark = $"nuke-cache-mounts-{Guid.NewGuid():N}"[..26];
        var uvImage = options.Prune ? mounts.Select(mount => mount.UvImage).FirstOrDefault(image => image is not null) : null;
        await RunAsync(
            CarryDockerfile.Write(mark, tool, mounts, writable, uvImage),
            _ => WithNamespace(_).AddBuildContext(new NamedContext(mark, ContextSource.Local(inputs))).AddOutput(BuildOutput.Local(output)),
            mark,
            cancellationToken);
    }

    // Its results are copies of what is in the mounts and in the export. BuildKit's own garbage collection would take days to notice.
    // The types are named because the description of a mount that was made here tells of the same command: that is what must stay.
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
            await BuildxTasks.BuildxPruneAsync(prune.EnableAll().EnableForce().AddFilter($"type={type}", $"description~={mark}"), _ => { }, requireSuccess: false, cancellationToken: CancellationToken.None);
    }

    private BuildxBuildSettings Settings(string folder, string file) => new()
    {
        ToolPath = options.Build.ToolPath,
        EnvironmentVariables = options.Build.EnvironmentVariables,
        SecretEnvironmentVariables = options.Build.SecretEnvironmentVariables,
        Builder = options.Build.Builder,
        Network = options.Build.Network,
        // A base image may be one of them.
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
            "No image with a shell is known to reach the cache mounts with: their stages start from scratch, or from an image that hangs on a variable.",
            "Name an image that the engine has or can pull, with sh, find, stat and tar: --docker-cache-mounts-tool IMAGE.");
    }

    private static string? MissingTool(DockerBuildException failure)
    {
        var fault = failure.Fault;
        if (fault.StepExitCode == CarryScript.MissingToolExitCode)
            return fault.LastLines.FirstOrDefault(line => line.Contains("missing: ", StringComparison.Ordinal))?.Split("missing: ")[^1].Trim() ?? "a tool";
        var words = $"{fault.Cause}\n{fault.Detail}\n{string.Join('\n', fault.LastLines)}";
        return words.Contains("/bin/sh", StringComparison.Ordinal) && (words.Contains("no such file", StringComparison.Ordinal) || words.Contains("not found", StringComparison.Ordinal)) ? "/bin/sh" : null;
    }

    private static DockerBuildException NoTool(List<string> images, string tool) => CacheMountsFault.Create(
        $"{(images.Count == 1 ? $"The image {images[0]} has" : $"The images {string.Join(", ", images)} have")} no {tool}, so that the cache mounts can't be reached with it.",
        "Name another image that the engine has or can pull, with sh, find, stat and tar: --docker-cache-mounts-tool IMAGE.");
}
