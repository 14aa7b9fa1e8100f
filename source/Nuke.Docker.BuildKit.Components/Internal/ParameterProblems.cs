using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Finds input on the command line, in the environment and in parameters files that the host would ignore or replace by a default.</summary>
internal sealed class ParameterProblems
{
    // A common prefix alone isn't a typo: the build class itself may read --image-tag.
    private const int MostAdded = 2;
    private const int MostNamed = 3;

    private readonly Type _build;
    private readonly IReadOnlyList<ComponentParameter> _parameters;
    private readonly IReadOnlySet<string> _names;
    private readonly ParameterSources _sources;

    public ParameterProblems(INukeBuild build)
    {
        _build = build.GetType();
        _parameters = ComponentParameter.AllOf(_build);
        _names = ComponentParameter.AllNames(_build);
        _sources = ParameterSources.Of(build);
    }

    private IReadOnlyList<GivenArgument> Arguments => _sources.Arguments;

    /// <summary>Returns names that are almost those of a component's parameter, and values that don't fit, in the order in which they were given.</summary>
    public IReadOnlyList<string> FindAll() =>
    [
        .. Arguments.Select(OfArgument).OfType<string>(),
        .. _sources.Files.SelectMany(file => file.Keys.Select(key => OfKey(key, file))).OfType<string>(),
        .. _parameters.Select(OfValue).OfType<string>(),
    ];

    /// <summary>Parameters on the command line that none of the targets reads.</summary>
    /// <param name="read">The names that the targets read.</param>
    /// <param name="readers">The targets of the build that read a parameter.</param>
    public IReadOnlyList<string> FindUnread(IReadOnlySet<string> read, Func<string, IReadOnlyList<string>> readers) =>
    [
        .. Arguments.Select(Match).OfType<(ComponentParameter Parameter, string Name)>()
            .DistinctBy(match => match.Name)
            .Where(match => !read.Contains(match.Parameter.Name))
            .Select(match => Unread(match.Name, readers(match.Parameter.Name))),
    ];

    // The tool runs targets as commands.
    private string Unread(string name, IReadOnlyList<string> readers) =>
        $"{ComponentParameter.FlagOf(name)} isn't read by {(_build is INamesCommands ? "this command" : "the targets of this run")}"
        + (readers.Count > 0 ? $"; {string.Join(", ", readers)} {(readers.Count == 1 ? "reads" : "read")} it." : ".");

    private (ComponentParameter Parameter, string Name)? Match(GivenArgument argument)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Names.FirstOrDefault(argument.Is) is { } name)
                return (parameter, name);
        }

        return null;
    }

    private string? OfArgument(GivenArgument argument)
    {
        if (Match(argument) is not { } match)
            return _names.Contains(argument.Key) ? null : Slip(argument.Text, argument.Key, where: "");
        // NUKE treats all of --image=bot as the name.
        return argument.HasEquals
            ? $"{argument.Text}=… isn't read: write a space instead of '=', as in '{ComponentParameter.FlagOf(match.Name)} VALUE'."
            : null;
    }

    private string? OfKey(string key, ParametersFile file)
    {
        var name = key.Replace("-", "", StringComparison.Ordinal);
        return _names.Contains(name) ? null : Slip($"'{key}'", name, $" in {file.Name}");
    }

    private string? Slip(string text, string key, string where)
    {
        var names = _parameters.SelectMany(parameter => parameter.Names).ToList();
        var near = NearestNames.Of(key, names).Where(name => Math.Abs(name.Length - key.Length) <= MostAdded).ToList();
        if (near.Count == 0)
            return null;
        var meant = names.Where(name => name.StartsWith(key, StringComparison.OrdinalIgnoreCase)).Concat(near).Distinct().Take(MostNamed)
            .Select(name => where.Length > 0 ? $"'{name}'" : ComponentParameter.FlagOf(name));
        return $"There is no parameter {text}{where}. Did you mean {string.Join(" or ", meant)}?";
    }

    private string? OfValue(ComponentParameter parameter)
    {
        if (IsReadDifferently(parameter))
            return null;
        return _sources.Find(parameter) switch
        {
            [] => null,
            [var given] => RepeatedList(parameter, given) ?? ValueCheck.Problem(parameter, given),
            [var first, var second, ..] =>
                $"{first.Flag}{first.Origin} and {second.Flag}{second.Origin} are two names of one parameter: use only one of them.",
        };
    }

    private string? RepeatedList(ComponentParameter parameter, GivenValue given) =>
        parameter.Property.PropertyType.IsArray && Arguments.Count(argument => argument.Is(given.Name) && !argument.HasEquals) is > 1 and var count
            ? $"{given.Flag} is given {count} times, and only the last one would count: write all values after one {given.Flag}."
            : null;

    // A build class with its own strategy may accept other values for --docker-cache; one that overrides a parameter doesn't
    // read it as declared.
    private bool IsReadDifferently(ComponentParameter parameter) =>
        ComponentParameter.IsOverridden(_build, parameter.Property.DeclaringType!, parameter.Property.Name)
        || (parameter.Property.Name == nameof(IHazDockerCache.DockerCache)
            && ComponentParameter.IsOverridden(_build, typeof(IHazDockerCache), nameof(IHazDockerCache.DockerCacheStrategy)));
}
