using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python;
using Nuke.Docker.BuildKit.Python.Dockerfiles;
using SealedInputs;

namespace IntegrationTests.Python;

/// <summary>A project on disk, its generated Dockerfile, and the image made of them.</summary>
internal sealed class GeneratedImage(EngineConnection connection, SealedInput input, string name, DockerfileOptions? options = null) : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("generated-").FullName;

    public string Name => $"generated-{name}-specs";

    private string Network => connection.NeedsHostNetwork ? "--network=host" : "";

    public void Write(string path, string text)
    {
        var full = Path.Combine(Directory, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Writes the Dockerfile anew, as a detection of the present files gives it.</summary>
    /// <param name="change">What detection couldn't know; null: nothing.</param>
    public PythonProject Generate(Func<PythonProject, PythonProject>? change = null)
    {
        var project = PythonProjectReader.Read(Directory);
        project = change?.Invoke(project) ?? project;
        Write("Dockerfile", DockerfileWriter.Write(project, options));
        return project;
    }

    public Task<string> BuildAsync(string arguments = "")
    {
        var image = input.PythonImage is null ? "" : $"--build-arg PYTHON_IMAGE={input.PythonImage}";
        var secret = input.PipConfig is { } config ? $"--secret id=pip,src='{config}'" : "";
        return ShellAsync($"docker buildx build --progress=plain {Network} {image} {secret} {arguments} --tag {Name} --load .");
    }

    public Task<string> RunAsync(string command) => ShellAsync($"docker run --rm {Network} {Name} {command}");

    public Task<string> ShellAsync(string script) => Shell.RunAsync(connection, script, Directory);

    /// <summary>User steps of a plain log that were not cached; FROM lines are none.</summary>
    public static List<string> StepsThatRan(string log)
    {
        var lines = log.Split('\n');
        var cached = lines.Where(_ => _.EndsWith(" CACHED", StringComparison.Ordinal)).Select(_ => _.Split(' ')[0]).ToHashSet();
        return
        [
            .. lines.Where(_ => _.Contains("] RUN ", StringComparison.Ordinal) || _.Contains("] COPY ", StringComparison.Ordinal))
                .Where(_ => _.StartsWith('#') && !cached.Contains(_.Split(' ')[0])).Select(_ => _[(_.IndexOf('[') + 1)..]).Distinct(),
        ];
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
