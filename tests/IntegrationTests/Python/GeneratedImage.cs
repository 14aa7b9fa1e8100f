using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Writing;
using SealedInputs;

namespace IntegrationTests.Python;

/// <summary>A project on disk, its generated Dockerfile, and the image made of them.</summary>
internal sealed class GeneratedImage(
    EngineConnection connection,
    SealedSources sources,
    string name,
    DockerfileOptions? options = null,
    string packageManager = "pip") : IDisposable
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

    /// <summary>Detects the project and writes its Dockerfile.</summary>
    /// <param name="change">Adds facts that detection can't know; null: none.</param>
    public PythonProject Generate(Func<PythonProject, PythonProject>? change = null)
    {
        var project = PythonProjectReader.Read(Directory);
        project = change?.Invoke(project) ?? project;
        Write("Dockerfile", DockerfileWriter.Write(project, options));
        return project;
    }

    /// <summary>Names the index in the project's own file if its manager requires it.</summary>
    /// <param name="folder">The folder of the project.</param>
    public void NameIndex(string folder = ".") => sources.Name(Path.Combine(Directory, folder), packageManager);

    /// <summary>Creates the lock file with the manager itself.</summary>
    /// <param name="lockFile">The name of the file.</param>
    /// <param name="requirement">The package of the manager for pip; null: it comes from uv's image.</param>
    /// <param name="folder">The folder of the project.</param>
    public async Task LockAsync(string lockFile, string? requirement, string folder = ".")
    {
        var install = requirement is null ? "true" : $"python -m venv /opt/tool && /opt/tool/bin/pip install '{requirement}'";
        Write("Lock.Dockerfile", $$"""
            ARG PYTHON_IMAGE=python:3.13-slim
            FROM {{sources.UvImage}} AS uv
            FROM ${PYTHON_IMAGE} AS lock
            COPY --from=uv /uv /bin/
            RUN --mount=type=secret,id=pip,target=/etc/pip.conf {{install}}
            COPY . /src
            WORKDIR /src/{{folder}}
            RUN --mount=type=secret,id=uv,target=/etc/uv/uv.toml PATH=/opt/tool/bin:$PATH {{packageManager}} lock
            FROM scratch
            COPY --from=lock /src/{{folder}}/{{lockFile}} /
            """);
        await BuildAsync($"--file Lock.Dockerfile --output type=local,dest={folder}");
    }

    /// <param name="arguments">The arguments; null: those that build the image of the root.</param>
    /// <param name="context">The folder of the build context.</param>
    public Task<string> BuildAsync(string? arguments = null, string context = ".")
    {
        var inputs = string.Join(' ', sources.Arguments(packageManager).Select(argument => $"'{argument}'"));
        return ShellAsync($"docker buildx build --progress=plain {Network} {inputs} {arguments ?? $"--tag {Name} --load"} {context}");
    }

    public Task<string> RunAsync(string command) => ShellAsync($"docker run --rm {Network} {Name} {command}");

    /// <summary>The digests of the image's layers.</summary>
    public async Task<IReadOnlyList<string>> LayersAsync() =>
        (await ShellAsync($"docker image inspect --format '{{{{join .RootFS.Layers \"\\n\"}}}}' {Name}")).Trim().Split('\n');

    public Task<string> ShellAsync(string script) => Shell.RunAsync(connection, script, Directory);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
