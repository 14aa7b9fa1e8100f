using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>The files that never belong in the context of a Python service, for advice and templates.</summary>
internal static class ContextRules
{
    public static ImmutableArray<ContextRule> Secrets { get; } =
    [
        Secret("**/.env", "environment with secrets"),
        Secret("**/.env.*", "environment with secrets"),
        Secret("**/*.pem", "key or certificate"),
        Secret("**/*.key", "private key"),
        Secret("**/*.p12", "private key"),
        Secret("**/*.pfx", "private key"),
        Secret("**/*.jks", "private keys"),
        Secret("**/*.kdbx", "password store"),
        Secret("**/id_rsa", "SSH key"),
        Secret("**/id_dsa", "SSH key"),
        Secret("**/id_ecdsa", "SSH key"),
        Secret("**/id_ed25519", "SSH key"),
        Secret("**/.ssh", "SSH keys"),
        Secret("**/.gnupg", "PGP keys"),
        Secret("**/.netrc", "passwords of hosts"),
        Secret("**/_netrc", "passwords of hosts"),
        Secret("**/.git-credentials", "passwords of hosts"),
        Secret("**/.pypirc", "passwords of package indexes"),
        Secret("**/pip.conf", "passwords of package indexes"),
        Secret("**/.npmrc", "token of a package index"),
        Secret("**/credentials.json", "credentials of a cloud service"),
        Secret("**/service-account*.json", "credentials of a cloud service"),
        Secret("**/.aws", "credentials of a cloud service"),
        Secret("**/.azure", "credentials of a cloud service"),
        Secret("**/.config/gcloud", "credentials of a cloud service"),
        Secret("**/kubeconfig", "credentials of a cluster"),
        Secret("**/.kube", "credentials of a cluster"),
        Secret("**/.docker/config.json", "passwords of registries"),
        Secret("**/.streamlit/secrets.toml", "secrets of an application"),
        Secret("**/*.session", "session of a chat client, which logs in without a password"),
        Secret("**/*.session-journal", "session of a chat client, which logs in without a password"),
        Secret("**/*.tfstate", "state of an infrastructure, with its secrets"),
    ];

    /// <summary>Patterns of files that look like secrets but are not. They are included with <c>!</c>.</summary>
    public static ImmutableArray<string> Harmless { get; } = ["**/.env.example", "**/.env.sample", "**/.env.template", "**/.env.dist", "**/.env.defaults"];

    public static ImmutableArray<ContextRule> Dead { get; } =
    [
        Leftover("**/.git", "history of the repository"),
        Leftover("**/.hg", "history of the repository"),
        Leftover("**/.svn", "history of the repository"),
        Leftover("**/.venv", "virtual environment of this machine"),
        Leftover("**/venv", "virtual environment of this machine"),
        Leftover("**/__pycache__", "compiled Python of this machine"),
        Leftover("**/*.py[cod]", "compiled Python of this machine"),
        Leftover("**/*.egg-info", "metadata of an installed project"),
        Leftover("**/.pytest_cache", "cache of a tool"),
        Leftover("**/.mypy_cache", "cache of a tool"),
        Leftover("**/.ruff_cache", "cache of a tool"),
        Leftover("**/.hypothesis", "cache of a tool"),
        Leftover("**/.ipynb_checkpoints", "cache of a tool"),
        Leftover("**/.cache", "cache of a tool"),
        Leftover("**/.uv-cache", "cache of a tool"),
        Leftover("**/.buildcache", "exported build cache"),
        Leftover("**/.tox", "environments of a test runner"),
        Leftover("**/.nox", "environments of a test runner"),
        Leftover("**/.coverage", "result of a test run"),
        Leftover("**/.coverage.*", "result of a test run"),
        Leftover("**/htmlcov", "result of a test run"),
        Leftover("**/node_modules", "packages of Node.js"),
        Leftover("**/.terraform", "cache of a tool"),
        Leftover("dist", "built packages"),
        Leftover("**/*.log", "log"),
        Leftover("logs", "logs"),
        Leftover("**/.idea", "settings of an editor"),
        Leftover("**/.vscode", "settings of an editor"),
        Leftover("**/.DS_Store", "view of a folder"),
        Leftover("**/*.swp", "state of an editor"),
        Leftover(".nuke/temp", "temporary files of the build"),
        Leftover(".fallout/temp", "temporary files of the build"),
        Leftover("artifacts", "results of the build"),
    ];

    /// <summary>Files that a program writes. Some packages bring such files.</summary>
    public static ImmutableArray<ContextRule> State { get; } =
    [
        Leftover("**/*.sqlite", "database of this machine"),
        Leftover("**/*.sqlite3", "database of this machine"),
    ];

    private static ContextRule Secret(string line, string reason) => new(line, ContextAdviceKind.Secret, reason);

    private static ContextRule Leftover(string line, string reason) => new(line, ContextAdviceKind.Dead, reason);
}
