using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Secrets in <c>ARG</c> and <c>ENV</c>.</summary>
internal static class SecretChecks
{
    private static readonly string[] s_secrets =
    [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIALS",
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL",
    ];

    private static readonly string[] s_pathEndings = ["_FILE", "_PATH", "_DIR"];

    public static IEnumerable<LintFinding> Secrets(LintSubject subject)
    {
        foreach (var instruction in subject.Dockerfile.Instructions)
        {
            foreach (var assignment in Assignments(instruction).Where(IsSecret))
            {
                yield return subject.Find(
                    LintRules.SecretInVariable,
                    instruction,
                    assignment.Span,
                    $"{assignment.Name} stays in the image's history; use RUN --mount=type=secret,env={assignment.Name}");
            }
        }
    }

    private static IReadOnlyList<Assignment> Assignments(Instruction instruction) => instruction switch
    {
        ArgInstruction arg => arg.Assignments,
        EnvInstruction env => env.Assignments,
        _ => [],
    };

    // Of an address only one with a password in it.
    private static bool IsSecret(Assignment assignment) => Ends(assignment.Name, "_URL")
        ? HasPassword(assignment.Value)
        : s_secrets.Any(word => assignment.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) && !IsNone(assignment.Name);

    private static bool IsNone(string name) =>
        s_pathEndings.Any(ending => Ends(name, ending))
        || name.StartsWith("TOKENIZERS_", StringComparison.OrdinalIgnoreCase)
        || name.Contains("MAX_TOKENS", StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool HasPassword(string? address) =>
        address is not null && address.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && address.IndexOf('@', StringComparison.Ordinal) > scheme;
}
