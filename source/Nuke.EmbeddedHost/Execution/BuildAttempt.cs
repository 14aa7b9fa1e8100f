using Nuke.Common.IO;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Remembers which targets have succeeded, for <c>--continue</c>. Kept in <c>.nuke/temp/build-attempt.log</c>.</summary>
internal sealed class BuildAttempt
{
    private readonly AbsolutePath file;

    private BuildAttempt(AbsolutePath file, IReadOnlyCollection<string> succeeded) => (this.file, Succeeded) = (file, succeeded);

    /// <summary>The targets that the attempt that is continued got done; empty without <c>--continue</c>.</summary>
    public IReadOnlyCollection<string> Succeeded { get; }

    public static BuildAttempt Begin(NukeBuild build, BuildSession session)
    {
        var file = session.TemporaryDirectory / "build-attempt.log";
        var fingerprint = Fingerprint(session);
        var succeeded = build.Continue ? Read(file, fingerprint) : [];
        File.WriteAllLines(file, succeeded.Prepend(fingerprint));
        return new BuildAttempt(file, succeeded);
    }

    public void Add(string target) => File.AppendAllLines(file, [target]);

    private static string[] Read(AbsolutePath file, string fingerprint)
    {
        if (!file.FileExists())
            return [];
        var lines = file.ReadAllLines();
        if (lines.Length > 0 && lines[0] == fingerprint)
            return lines[1..];
        Log.Warning("Nothing to continue: the arguments are not those of the last attempt");
        return [];
    }

    // FNV-1a: SHA-256 would load the platform's crypto library, and nothing depends on it. The secrets stay out.
    private static string Fingerprint(BuildSession session)
    {
        var text = session.Secrets.Apply(string.Join('\n', session.Invocation.Arguments.Where(x => !x.Equals("--continue", StringComparison.OrdinalIgnoreCase))));
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return hash.ToString("x16");
    }
}
