namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>The engine's programs, unpacked into a folder.</summary>
internal sealed class EnginePackageSet(string directory)
{
    public string Directory => directory;

    public string Manifest => Path.Combine(directory, "packages.tsv");

    public string Dockerd => Path.Combine(directory, "usr", "sbin", "dockerd");

    public string DockerCli => Path.Combine(directory, "usr", "bin", "docker");

    public string PluginDirectory
    {
        get
        {
            // Folder in Debian, then in older releases of Ubuntu.
            string[] candidates = [Path.Combine(directory, "usr/libexec/docker/cli-plugins"), Path.Combine(directory, "usr/lib/docker/cli-plugins")];
            return candidates.FirstOrDefault(System.IO.Directory.Exists) ?? candidates[0];
        }
    }

    /// <summary>Folders for PATH, in this order; runc may be in either.</summary>
    public IReadOnlyList<string> ProgramDirectories => [Path.Combine(directory, "usr", "sbin"), Path.Combine(directory, "usr", "bin")];

    /// <summary>Indicates that all programs are unpacked. The manifest is written last.</summary>
    public bool IsComplete =>
        File.Exists(Manifest)
        && File.Exists(Dockerd)
        && File.Exists(DockerCli)
        && File.Exists(Path.Combine(PluginDirectory, "docker-buildx"))
        && File.Exists(Path.Combine(directory, "usr", "bin", "containerd"))
        && ProgramDirectories.Any(_ => File.Exists(Path.Combine(_, "runc")));
}
