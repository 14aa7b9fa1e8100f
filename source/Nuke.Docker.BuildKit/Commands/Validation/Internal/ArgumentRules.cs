using Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports build arguments that no Dockerfile of the builds declares. BuildKit builds the image with the default value.</summary>
internal static class ArgumentRules
{
    public static IEnumerable<Finding> Check(IReadOnlyList<BuildxBuildSettings> builds)
    {
        var undeclared = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var build in builds)
        {
            if (build.BuildArg is not { IsEmpty: false } arguments)
                continue;
            var found = Undeclared(build, arguments.Keys);
            // One --build-arg is passed to all images: a single one that declares it is enough.
            known.UnionWith(arguments.Keys.Where(name => found?.Exists(other => other.Name == name) != true));
            foreach (var (name, declared) in found ?? [])
                undeclared[name] = [.. undeclared.GetValueOrDefault(name, []), .. declared];
        }

        return undeclared.Where(found => !known.Contains(found.Key)).Select(found => Finding.Warning(
            "--build-arg",
            $"no ARG of the Dockerfile declares {found.Key}, so that BuildKit ignores its value",
            NearestNames.Of(found.Key, found.Value.Distinct()) is { Count: > 0 } near ? $"Write {string.Join(" or ", near)}, or declare it" : "Declare it"));
    }

    /// <returns><c>null</c>: the Dockerfile can't be read here.</returns>
    private static List<(string Name, IReadOnlyCollection<string> Declared)>? Undeclared(BuildxBuildSettings build, IEnumerable<string> names)
    {
        try
        {
            return build.DockerfilePath() is { } path && File.Exists(path) ? [.. UnknownBuildArgument.Undeclared(Dockerfile.Read(path), names)] : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DockerException)
        {
            // The build reports it.
            return null;
        }
    }
}
