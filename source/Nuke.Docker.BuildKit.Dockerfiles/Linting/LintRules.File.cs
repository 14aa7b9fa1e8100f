using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

// The Dockerfile as a text.
public static partial class LintRules
{
    /// <summary>A build would fail before its first step.</summary>
    public static LintRule WouldFail { get; } = Rule(
        "NDB000",
        nameof(WouldFail),
        LintSeverity.Error,
        cause: "BuildKit reads this Dockerfile and refuses to build it",
        cost: "the build fails",
        cure: "mend what the message names");

    /// <summary>A suppression that suppresses nothing known.</summary>
    public static LintRule UnknownSuppression { get; } = Rule(
        "NDB020",
        nameof(UnknownSuppression),
        LintSeverity.Warning,
        cause: "a comment lets a rule pass that doesn't exist",
        cost: "the rule that was meant still speaks, or has been renamed",
        cure: "name an existing rule");

    /// <summary>FROM and AS in different case.</summary>
    public static LintRule FromAsCasing { get; } = Rule(
        "NDB021",
        nameof(FromAsCasing),
        LintSeverity.Note,
        cause: "FROM and AS are written in different case",
        cost: "BuildKit warns at each build",
        cure: "write both in capitals",
        fixable: true);
}
