namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

// What runs again though it needn't.
public static partial class LintRules
{
    /// <summary>Code is copied before dependencies are installed.</summary>
    public static LintRule CodeBeforeDependencies { get; } = Rule(
        "NDB001",
        nameof(CodeBeforeDependencies),
        LintSeverity.Warning,
        cause: "code is copied before dependencies are installed",
        cost: "each change of code installs all of them again",
        cure: "lend the step only the files that it reads, and copy the code behind it",
        fixable: true);

    /// <summary>Wheels are copied into the image.</summary>
    public static LintRule WheelsCopied { get; } = Rule(
        "NDB006",
        nameof(WheelsCopied),
        LintSeverity.Warning,
        cause: "wheels are copied into the image",
        cost: "every package is in it twice",
        cure: "bind-mount them from the stage that made them",
        fixable: true);

    /// <summary>An argument that changes with each build comes too early.</summary>
    public static LintRule VolatileArgumentEarly { get; } = Rule(
        "NDB008",
        nameof(VolatileArgumentEarly),
        LintSeverity.Warning,
        cause: "an argument that changes with each build stands before steps that don't need it",
        cost: "all of them run again each time",
        cure: "move it down to where it is used",
        fixable: true);

    /// <summary>Wheels are removed that are only mounted.</summary>
    public static LintRule RemovesMountedFiles { get; } = Rule(
        "NDB019",
        nameof(RemovesMountedFiles),
        LintSeverity.Error,
        cause: "a folder is removed that is only mounted",
        cost: "the step fails: a mount can't be removed",
        cure: "leave the removal out: nothing of a mount gets into the image",
        fixable: true);
}
