using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class SecretInVariable() : DockerfileRule(new("NDB009", LintSeverity.Error)
{
    Cause = "ARG or ENV contains a secret",
    Cost = "everyone who has the image or its history can read the secret",
    Cure = "use RUN --mount=type=secret",
    Notes = """
        `docker history` shows both. `RUN --mount=type=secret,id=token,env=TOKEN` leaves no trace in the image. Names that end in `_FILE`, `_PATH` or
        `_DIR` are not secrets. An index URL is a secret if it contains a password.
        """,
    BuildKitCheck = "SecretsUsedInArgOrEnv",
})
{
    private static readonly string[] s_secrets =
    [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIALS",
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL",
    ];

    private static readonly string[] s_pathEndings = ["_FILE", "_PATH", "_DIR"];

    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Instructions
        .SelectMany(Assignments)
        .Where(IsSecret)
        .Select(assignment => Found(
            subject,
            assignment.Span,
            $"{assignment.Name} stays in the image's history; use RUN --mount=type=secret,env={assignment.Name}"));

    private static IReadOnlyList<Assignment> Assignments(Instruction instruction) => instruction switch
    {
        ArgInstruction arg => arg.Assignments,
        EnvInstruction env => env.Assignments,
        _ => [],
    };

    // A URL is a secret only if it contains a password.
    private static bool IsSecret(Assignment assignment) => Ends(assignment.Name, "_URL")
        ? HasPassword(assignment.Value)
        : s_secrets.Any(word => assignment.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !IsHarmless(assignment.Name);

    private static bool IsHarmless(string name) =>
        s_pathEndings.Any(ending => Ends(name, ending))
        || name.StartsWith("TOKENIZERS_", StringComparison.OrdinalIgnoreCase)
        || name.Contains("MAX_TOKENS", StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool HasPassword(string? address) =>
        address is not null
        && address.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0
        && address.IndexOf('@', StringComparison.Ordinal) > scheme;
}
