namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>
/// The shell script that joins the images of several platforms. The reports of the jobs name the tags, which a build class may compute, and the digests,
/// so that an image which another run pushed meanwhile is not joined.
/// </summary>
internal static class CiJoin
{
    private const string Lines = """
        reports=$(cd reports && ls -d -- */*/report.json)
        for name in $(printf '%s\n' "$reports" | cut -d/ -f2 | sort -u); do
          sources=()
          tags=()
          for report in reports/*/"$name"/report.json; do
            suffix=$(basename "$(dirname "$(dirname "$report")")")
            suffix=${suffix#docker-reports}
            digest=$(jq -er .result.digest "$report")
            for tag in $(jq -r '.tags[]' "$report"); do
              tags+=("${tag%"$suffix"}")
            done
            sources+=("${tag%:*}@$digest")
          done
          for tag in $(printf '%s\n' "${tags[@]}" | sort -u); do
            docker buildx imagetools create --tag "$tag" "${sources[@]}"
          done
        done
        """;

    public static string Script(string indent) => string.Join('\n', Lines.Split('\n').Select(line => indent + line));
}
