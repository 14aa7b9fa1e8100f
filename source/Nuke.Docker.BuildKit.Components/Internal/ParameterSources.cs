using System.Runtime.CompilerServices;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Looks for parameters where the host does: on the command line, in the environment, in the parameters files.</summary>
internal sealed class ParameterSources
{
    // Parameters are read many times in a run.
    private static readonly ConditionalWeakTable<INukeBuild, ParameterSources> s_sources = [];

    private readonly INukeBuild _build;

    private ParameterSources(INukeBuild build) => _build = build;

    public IReadOnlyList<GivenArgument> Arguments { get; } = GivenArgument.ReadAll(EnvironmentInfo.CommandLineArguments);

    public IReadOnlyList<ParametersFile> Files => field ??= ParametersFile.ReadAll(_build);

    private EnvironmentValues Environment => field ??= new();

    public static ParameterSources Of(INukeBuild build) => s_sources.GetValue(build, static build => new ParameterSources(build));

    /// <summary>Returns what the first source has that gives the parameter: one value, or one for each of its names; empty if none does.</summary>
    public IReadOnlyList<GivenValue> Find(ComponentParameter parameter)
    {
        if (Find(parameter, FindArgument) is { Count: > 0 } arguments)
            return arguments;
        if (Find(parameter, Environment.Find) is { Count: > 0 } variables)
            return variables;
        return Files.Select(file => Find(parameter, file.Find)).FirstOrDefault(found => found.Count > 0, []);
    }

    private static List<GivenValue> Find(ComponentParameter parameter, Func<string, GivenValue?> source) =>
        [.. parameter.Names.Select(source).OfType<GivenValue>()];

    private GivenValue? FindArgument(string name) =>
        Arguments.LastOrDefault(argument => argument.Is(name) && !argument.HasEquals) is { } last ? new GivenValue(name, last.Values, "") : null;
}
