namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

// What becomes of the image.
public static partial class LintRules
{
    /// <summary>Compilers are in the image that runs.</summary>
    public static LintRule CompilersInRuntime { get; } = Rule(
        "NDB007",
        nameof(CompilersInRuntime),
        LintSeverity.Warning,
        cause: "compilers or headers are installed in the image that runs",
        cost: "hundreds of megabytes, and tools for an intruder",
        cure: "build wheels in a stage of their own",
        fixable: true);

    /// <summary>A secret in an argument or variable.</summary>
    public static LintRule SecretInVariable { get; } = Rule(
        "NDB009",
        nameof(SecretInVariable),
        LintSeverity.Error,
        cause: "a secret stands in ARG or ENV",
        cost: "everyone who has the image or its history has the secret",
        cure: "use RUN --mount=type=secret");

    /// <summary>CMD or ENTRYPOINT in shell form.</summary>
    public static LintRule ShellFormCommand { get; } = Rule(
        "NDB016",
        nameof(ShellFormCommand),
        LintSeverity.Warning,
        cause: "the service is started through a shell",
        cost: "it doesn't get the stop signal, and docker kills it after ten seconds",
        cure: "write a JSON array",
        fixable: true);

    /// <summary>The image runs as root.</summary>
    public static LintRule RootUser { get; } = Rule(
        "NDB017",
        nameof(RootUser),
        LintSeverity.Warning,
        cause: "the image runs as root",
        cost: "a hole in the service is a hole in the host",
        cure: "create a user, and end with USER",
        fixable: true);

    /// <summary>A base image without a version.</summary>
    public static LintRule UnpinnedBase { get; } = Rule(
        "NDB018",
        nameof(UnpinnedBase),
        LintSeverity.Warning,
        cause: "the base image has no version",
        cost: "another day builds something else, and all layers again",
        cure: "name a tag such as 3.13-slim, or pin it by digest: DockerInit --pin-base-image writes one");
}
