using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

internal sealed class SecretInVariable() : DockerfileRule(new("NDB009", LintSeverity.Error)
{
    Cause = "ARG or ENV contains a secret",
    Cost = "everyone who has the image or its history can read the secret",
    Cure = "use RUN --mount=type=secret",
    Notes = """
        `docker history` shows both. `RUN --mount=type=secret,id=token,env=TOKEN` leaves no trace in the image. A name is not a secret if it
        names a property of one (`TOKEN_TTL`, `PASSWORD_MIN_LENGTH`, `SECRET_NAME`, `KEY_FILE`) or a switch (`USE_TOKEN`), or if the value is empty, a
        switch (`true`, `0`) or a placeholder (`dummy`, `changeme`). An index URL is a secret if it contains a password.
        """,
    BuildKitCheck = "SecretsUsedInArgOrEnv",
})
{
    private static readonly string[] s_secrets =
    [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY", "CREDENTIALS",
        "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL",
    ];

    // Words after the name of a secret, which make it a property of the secret.
    private static readonly HashSet<string> s_properties = new(StringComparer.OrdinalIgnoreCase)
    {
        "FILE", "FILES", "PATH", "DIR", "DIRECTORY", "NAME", "NAMES", "MIN", "MAX", "LENGTH", "LEN", "SIZE", "TTL", "LIFETIME", "EXPIRY", "EXPIRES",
        "EXPIRE", "EXPIRATION", "AGE", "TIMEOUT", "INTERVAL", "SECONDS", "MINUTES", "HOURS", "DAYS", "HEADER", "ALGORITHM", "ALG", "TYPE", "PREFIX",
        "SUFFIX", "POLICY", "COUNT", "LIMIT", "ENDPOINT", "URI", "ISSUER", "AUDIENCE", "FORMAT", "VERSION", "REGION", "STORE", "BACKEND", "PROVIDER",
        "MANAGER", "ENABLED", "DISABLED", "REQUIRED", "OPTIONAL", "RESET", "ROTATION", "HASHER", "HASHERS", "VALIDATORS", "COOKIE", "FIELD", "ARN", "CLASS",
        "ROUNDS", "SCOPE", "SCOPES", "STRATEGY", "MODE", "LOCATION", "MOUNT", "NAMESPACE", "PROJECT", "ROLE", "LOGIN", "AUTH", "CHARS",
        "COMPLEXITY", "STRENGTH",
        "BUCKET", "LEEWAY", "BUDGET", "WINDOW", "USAGE", "GRANT", "SERVICE", "HOST", "PORT", "ENV", "VAR",
    };

    // Words before it, which make it a switch.
    private static readonly HashSet<string> s_switches = new(StringComparer.OrdinalIgnoreCase)
    {
        "USE", "USES", "ENABLE", "DISABLE", "REQUIRE", "REQUIRES", "ALLOW", "SKIP", "HAS", "IS", "NO", "WITH", "WITHOUT", "VALIDATE", "VERIFY", "CHECK", "MAX",
        "MIN", "TOKENIZERS", "SHOW", "HIDE",
    };

    public override IEnumerable<LintFinding> Check(LintSubject subject) => subject.Dockerfile.Instructions
        .SelectMany(instruction => Assignments(instruction)
            .Where(IsSecret)
            .Where(assignment => instruction is ArgInstruction || assignment.Value is not ("" or "\"\"" or "''")))
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
        : s_secrets.Any(word => Names(assignment.Name, word)) && !IsHarmless(assignment);

    // Values that only satisfy a program while the image is built, such as SECRET_KEY=dummy for collectstatic.
    private static readonly HashSet<string> s_placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "dummy", "placeholder", "changeme", "change-me", "change_me", "fake", "none", "null", "unset", "notset", "not-set", "unused", "not-used", "insecure",
        "example", "build", "xxx",
    };

    // A switch contains no secret.
    private static bool IsHarmless(Assignment assignment) => assignment.Value?.Trim('"', '\'').ToLowerInvariant() is { } value
        && (value is "true" or "false" or "yes" or "no" or "on" or "off" or "0" or "1" || s_placeholders.Contains(value));

    // The name of a secret, alone or with a suffix such as _2 or _PROD, but without the name of a property: SECRET_NAME, TOKEN_TTL.
    private static bool Names(string name, string secret)
    {
        for (var at = name.IndexOf(secret, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(secret, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var after = name[(at + secret.Length)..].TrimStart('S', 's').Split('_', StringSplitOptions.RemoveEmptyEntries);
            var before = name[..at].Split('_', StringSplitOptions.RemoveEmptyEntries);
            var other = after.FirstOrDefault("").StartsWith("IZ", StringComparison.OrdinalIgnoreCase);
            if (!other && !after.Any(s_properties.Contains) && !before.Any(s_switches.Contains))
                return true;
        }

        return false;
    }

    private static bool Ends(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static bool HasPassword(string? address) =>
        address is not null
        && address.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0
        && address.IndexOf('@', StringComparison.Ordinal) > scheme;
}
