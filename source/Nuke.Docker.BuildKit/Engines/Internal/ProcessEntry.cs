namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>A process of the machine.</summary>
/// <param name="Cgroups">Text of /proc/PID/cgroup.</param>
internal sealed record ProcessEntry(int Id, IReadOnlyList<string> Arguments, string Cgroups)
{
    public string Program => Path.GetFileName(Arguments[0]);

    /// <summary>Returns whether this is the daemon with the configuration file <paramref name="configFile" />.</summary>
    public bool IsDaemonOf(string configFile) => Program == "dockerd" && Arguments.Contains(configFile);

    /// <summary>
    /// Returns whether the engine with these folders started this process: its containerd, shims and runc name one of the folders, and processes of
    /// containers and build steps are in its control group.
    /// </summary>
    public bool BelongsTo(EngineLayout layout) =>
        IsDaemonOf(layout.ConfigFile)
        || Cgroups.Contains($"/{layout.ControlGroup}/", StringComparison.Ordinal)
        || Cgroups.Contains($"/{layout.ControlGroup}\n", StringComparison.Ordinal)
        || (Program is "containerd" or "containerd-shim-runc-v2" or "runc" or "docker-init"
            && Arguments.Any(_ =>
                _.StartsWith(layout.ExecRoot + "/", StringComparison.Ordinal) || _.StartsWith(layout.DataRoot + "/", StringComparison.Ordinal)));
}
