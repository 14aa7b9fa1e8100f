using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>Infers properties of a base image from its name and its use.</summary>
internal static class BaseImage
{
    // Images that do not start as root.
    private static readonly string[] s_unprivileged =
    [
        "jupyter/", "bitnami/", "cimg/", "circleci/", "chainguard/", "cgr.dev/", "mambaorg/", "apache/airflow", "apache/superset", "apache/spark",
        "jenkins/", "selenium/", "grafana/", "rapidsai/", "nonroot", "ubi8/python", "ubi9/python",
    ];

    private static readonly HashSet<string> s_compilers =
    [
        "golang", "go", "rust", "gcc", "clang", "swift", "haskell", "dart", "maven", "gradle", "openjdk", "eclipse-temurin", "buildpack-deps", "emsdk",
        "manylinux2014_x86_64", "manylinux_2_28_x86_64", "musllinux_1_2_x86_64", "sdk", "zig", "crystal", "elixir", "erlang", "ghc", "node-gyp",
    ];

    private static readonly HashSet<string> s_plain =
        ["python", "debian", "ubuntu", "alpine", "buildpack-deps", "fedora", "rockylinux", "almalinux", "scratch", "busybox", "golang", "rust"];

    private static readonly string[] s_official = ["python", "debian", "ubuntu", "buildpack-deps"];
    private static readonly string[] s_debian = ["slim", "debian", "ubuntu", "bullseye", "bookworm", "trixie", "jammy", "noble"];

    /// <summary>Returns true if steps before the first <c>USER</c> do not run as root. A first <c>USER root</c> implies that.</summary>
    public static bool IsUnprivileged(DockerfileStage[] lineage) =>
        s_unprivileged.Any(name => lineage[0].Base.Contains(name, StringComparison.Ordinal))
        || lineage.SelectMany(stage => stage.Instructions).OfType<UserInstruction>().FirstOrDefault() is { Expanded: "root" or "0" or "root:root" or "0:0" };

    /// <summary>Returns true if an image is known to have no <c>ENTRYPOINT</c>.</summary>
    public static bool HasNoEntryPoint(string image) => s_plain.Contains(image.Split('@')[0].Split(':')[0].Replace("docker.io/", "", StringComparison.Ordinal)
        .Replace("library/", "", StringComparison.Ordinal));

    /// <summary>Returns true if an image is known to have the program <c>python</c>.</summary>
    public static bool HasPython(string image)
    {
        var (name, tag) = image.Split('@')[0].Split('/')[^1].Split(':') is [var first, .. var rest] ? (first, string.Concat(rest)) : ("", "");
        return name is "python" || (name is "uv" && tag.Contains("python", StringComparison.Ordinal));
    }

    /// <summary>Returns true if an image is a compiler with its tools.</summary>
    public static bool IsCompiler(string image)
    {
        var name = image.Split('@')[0].Split('/')[^1].Split(':')[0];
        return s_compilers.Contains(name);
    }

    /// <summary>Returns the line that creates a user in an image; <c>null</c> if it is not known which command the image has.</summary>
    public static string? UserLine(string image, IEnumerable<ShellCommand> commands)
    {
        var programs = commands.Select(command => command.Program).ToHashSet();
        if (programs.Contains("apk") || (image.Contains("alpine", StringComparison.Ordinal) && !programs.Contains("apt-get")))
            return "RUN adduser -D -u 10001 app";
        var name = image.Split('@')[0].Split('/')[^1];
        var debian = programs.Contains("apt-get")
            || s_official.Contains(name.Split(':')[0])
            || s_debian.Any(word => name.Contains(word, StringComparison.Ordinal));
        var withoutUseradd = image.Contains("distroless", StringComparison.Ordinal) || image.Contains("lambda", StringComparison.Ordinal);
        return debian && !withoutUseradd ? "RUN SOURCE_DATE_EPOCH=0 useradd --uid 10001 --user-group --create-home app" : null;
    }
}
