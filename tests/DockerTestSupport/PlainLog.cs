namespace DockerTestSupport;

/// <summary>Reads the output of <c>docker buildx build --progress=plain</c>.</summary>
internal static class PlainLog
{
    /// <summary>Steps of the Dockerfile that were not cached, as <c>stage n/m] INSTRUCTION</c>, without FROM lines.</summary>
    public static List<string> StepsThatRan(string log)
    {
        var lines = log.Split('\n');
        var cached = lines.Where(_ => _.EndsWith(" CACHED", StringComparison.Ordinal)).Select(_ => _.Split(' ')[0]).ToHashSet();
        return
        [
            .. lines.Where(
                _ => _.Contains("] RUN ", StringComparison.Ordinal)
                    || _.Contains("] COPY ", StringComparison.Ordinal)
                    || _.Contains("] WORKDIR ", StringComparison.Ordinal))
                .Where(_ => _.StartsWith('#') && !cached.Contains(_.Split(' ')[0])).Select(_ => _[(_.IndexOf('[') + 1)..]).Distinct(),
        ];
    }
}
