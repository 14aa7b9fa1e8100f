using IntegrationTests.Answers;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Dockerfiles;
using Nuke.Docker.BuildKit.Engines;

namespace IntegrationTests.Dockerfiles;

/// <summary>BuildKit itself, as a mirror: what does it make of a Dockerfile?</summary>
internal sealed class DockerfileMirror(EngineConnection connection, string folder)
{
    // A build without these is older than what we read, or can't reach a registry: no verdict on the Dockerfile.
    private static readonly string[] s_excuses = ["unknown flag: --parents", "unknown flag: --security", "unknown flag: --unpack", "-labs", "failed to resolve source metadata", "failed to do request"];

    private int _count;

    public static bool Full { get; } = Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FULL") == "1";

    /// <summary>Where BuildKit and our parser differ, in words; null where they don't.</summary>
    public async Task<string?> CompareAsync(string text)
    {
        var theirs = await CheckAsync(text);
        var ours = Ours(text);
        if (theirs.Error is { } error && s_excuses.Any(excuse => error.Contains(excuse, StringComparison.Ordinal)))
            return null;
        if (theirs.Error is null != ours is null)
            return $"BuildKit says {theirs.Error ?? "nothing"}, we say {ours?.Message ?? "nothing"}";
        // Directives and lines that are too long are counted from 0 there; of several bad images any may be the first.
        return theirs.ErrorLines is not { First: > 0 } lines || ours is null || ours.Value.Lines.Any(line => line == 0 || (line >= lines.First - 1 && line <= lines.Last + 1))
            ? null
            : $"BuildKit names line {lines.First}, we name {string.Join(", ", ours.Value.Lines)}: {theirs.Error}";
    }

    public async Task<IReadOnlyList<string?>> StagesAsync(string text)
    {
        var directory = await WriteAsync(text);
        return [.. (await Ask(directory).DockerfileTargetsAsync([directory])).Select(target => target.Name)];
    }

    private async Task<DockerfileCheck> CheckAsync(string text)
    {
        var directory = await WriteAsync(text);
        return await Ask(directory).CheckDockerfileAsync([directory]);
    }

    private DockerAnswers Ask(string directory) => new(AnswerProcess.Runner(connection, directory));

    private async Task<string> WriteAsync(string text)
    {
        var directory = Path.Combine(folder, Interlocked.Increment(ref _count).ToString());
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "Dockerfile"), text);
        return directory;
    }

    private static (string Message, int[] Lines)? Ours(string text)
    {
        try
        {
            var problems = Dockerfile.Parse(text).Problems;
            return problems.Count == 0 ? null : (problems[0].Message, [.. problems.Select(problem => problem.Lines?.First ?? 0)]);
        }
        catch (DockerfileParseException exception)
        {
            return (exception.Message, [exception.Line]);
        }
    }
}
