using Nuke.Common.IO;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>Stores which targets have succeeded, for <c>--continue</c>, in <c>.nuke/temp/build-attempt.log</c>.</summary>
internal sealed class ContinueLog
{
    private readonly BuildSession session;

    private ContinueLog(BuildSession session, IReadOnlyCollection<string> succeeded) => (this.session, Succeeded) = (session, succeeded);

    /// <summary>The targets that succeeded in the attempt that is continued; empty without <c>--continue</c>.</summary>
    public IReadOnlyCollection<string> Succeeded { get; }

    public static ContinueLog Begin(NukeBuild build, BuildSession session)
    {
        var fingerprint = Fingerprint(session);
        var succeeded = build.Continue ? Read(session, fingerprint) : [];
        Write(session, x => File.WriteAllLines(x, succeeded.Prepend(fingerprint)));
        return new ContinueLog(session, succeeded);
    }

    public void Add(string target) => Write(session, x => File.AppendAllLines(x, [target]));

    private static string[] Read(BuildSession session, string fingerprint)
    {
        var file = FileOf(session);
        var lines = file.FileExists() ? file.ReadAllLines() : [];
        if (lines.Length > 0 && lines[0] == fingerprint)
            return lines[1..];
        Log.Warning("Nothing to continue: there is no earlier attempt with these arguments");
        return [];
    }

    private static void Write(BuildSession session, Action<string> write)
    {
        if (!session.Invocation.KeepsRecords)
            return;
        try
        {
            write(FileOf(session));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only checkout builds as well, but can't be continued.
            Log.Verbose("build-attempt.log could not be written: {Reason:l}", exception.Message);
        }
    }

    private static AbsolutePath FileOf(BuildSession session) => session.TemporaryDirectory / "build-attempt.log";

    // FNV-1a: SHA-256 would load the platform's crypto library, and security doesn't depend on it. Secrets are excluded.
    private static string Fingerprint(BuildSession session)
    {
        var arguments = session.Invocation.Arguments.Where(x => !x.Equals("--continue", StringComparison.OrdinalIgnoreCase));
        var text = session.Secrets.Apply(string.Join('\n', arguments));
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return hash.ToString("x16");
    }
}
