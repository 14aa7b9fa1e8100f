using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Paths of an embedded engine.</summary>
internal sealed record EngineLayout
{
    /// <summary>Maximum length of a socket's path in bytes: 108 in the kernel, including the terminator.</summary>
    private const int LongestSocketPath = 107;

    /// <summary>Longest path of a socket that the daemon creates below its exec-root.</summary>
    private const string LongestInnerSocket = "/exec/containerd/containerd-debug.sock.ttrpc";

    private EngineLayout(string directory, string runDirectory, string hash)
    {
        Directory = directory;
        RunDirectory = runDirectory;
        ControlGroup = $"nuke-docker-{hash}";
    }

    public string Directory { get; }

    /// <summary>Folder of the sockets: <see cref="Directory" /> itself, unless its path is too long.</summary>
    public string RunDirectory { get; }

    /// <summary>Parent of all control groups of the engine, which identifies its containers.</summary>
    public string ControlGroup { get; }

    public bool SocketIsElsewhere => RunDirectory != Directory;

    public string Socket => $"{RunDirectory}/docker.sock";

    public string Host => $"unix://{Socket}";

    public string ExecRoot => $"{RunDirectory}/exec";

    public string DataRoot => $"{Directory}/data";

    public string ConfigFile => $"{Directory}/daemon.json";

    public string PidFile => $"{Directory}/docker.pid";

    public string LogFile => $"{Directory}/dockerd.log";

    public string LockFile => $"{Directory}/engine.lock";

    public string ClientConfig => $"{Directory}/config";

    public string Packages => $"{Directory}/packages";

    public static EngineLayout For(string directory, IReadOnlyDictionary<string, string> environment)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..12];

        if (Encoding.UTF8.GetByteCount(full + LongestInnerSocket) <= LongestSocketPath)
            return new EngineLayout(full, full, hash);

        var runtime = environment.Read("XDG_RUNTIME_DIR") is { Length: < 40 } xdg && System.IO.Directory.Exists(xdg) ? xdg : "/tmp";
        return new EngineLayout(full, $"{runtime}/nuke-docker-{hash}", hash);
    }
}
