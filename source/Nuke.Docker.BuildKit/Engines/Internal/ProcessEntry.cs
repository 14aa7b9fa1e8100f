namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <param name="Cgroups">The text of /proc/PID/cgroup.</param>
internal sealed record ProcessEntry(int Id, IReadOnlyList<string> Arguments, string Cgroups)
{
    public string Program => Path.GetFileName(Arguments[0]);

    /// <summary>Whether this is the daemon that was started with the configuration file <paramref name="configFile" />.</summary>
    public bool IsDaemonOf(string configFile) => Program == "dockerd" && Arguments.Contains(configFile);

    /// <summary>
    /// Whether the engine in these folders started this process: its containerd, shims and runc name a folder of it, and what
    /// runs in a container or a build step is in its control group.
    /// </summary>
    public bool BelongsTo(EngineLayout layout) =>
        IsDaemonOf(layout.ConfigFile)
        || Cgroups.Contains($"/{layout.ControlGroup}/", StringComparison.Ordinal)
        || Cgroups.Contains($"/{layout.ControlGroup}\n", StringComparison.Ordinal)
        || (Program is "containerd" or "containerd-shim-runc-v2" or "runc" or "docker-init"
            && Arguments.Any(_ => _.StartsWith(layout.ExecRoot + "/", StringComparison.Ordinal) || _.StartsWith(layout.DataRoot + "/", StringComparison.Ordinal)));
}
