using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Looks through the command line, the environment and the parameters files for what the host would ignore or replace by a default.</summary>
internal sealed class ParameterProblems
{
    // Names that begin alike are no slips: --image-tag may be read by the build class itself.
    private const int MostAdded = 2;
    private const int MostNamed = 3;

    private readonly Type _build;
    private readonly IReadOnlyList<ComponentParameter> _parameters;
    private readonly IReadOnlySet<string> _names;
    private readonly IReadOnlyList<ParametersFile> _files;
    private readonly EnvironmentValues _environment = new();

    public ParameterProblems(INukeBuild build)
    {
        _build = build.GetType();
        _parameters = ComponentParameter.AllOf(_build);
        _names = ComponentParameter.AllNames(_build);
        _files = ParametersFile.ReadAll(build);
        Arguments = GivenArgument.ReadAll(EnvironmentInfo.CommandLineArguments);
    }

    public IReadOnlyList<GivenArgument> Arguments { get; }

    /// <summary>Names that are nearly those of a component's parameter, and values that don't fit, in the order in which they were given.</summary>
    public IReadOnlyList<string> FindAll() =>
    [
        .. Arguments.Select(OfArgument).OfType<string>(),
        .. _files.SelectMany(file => file.Keys.Select(key => OfKey(key, file))).OfType<string>(),
        .. _parameters.Select(OfValue).OfType<string>(),
    ];

    /// <summary>Parameters on the command line that none of the targets reads.</summary>
    /// <param name="read">The names that the targets read.</param>
    /// <param name="readers">The targets of the build that read a parameter.</param>
    public IReadOnlyList<string> FindUnread(IReadOnlySet<string> read, Func<string, IReadOnlyList<string>> readers) =>
    [
        .. Find(Arguments).DistinctBy(parameter => parameter.Name).Where(parameter => !read.Contains(parameter.Name)).Select(parameter =>
            $"{parameter.Flag} isn't read by the targets of this run"
            + (readers(parameter.Name) is { Count: > 0 } targets ? $"; {string.Join(", ", targets)} {(targets.Count == 1 ? "reads" : "read")} it." : ".")),
    ];

    private IEnumerable<ComponentParameter> Find(IEnumerable<GivenArgument> arguments) =>
        arguments.SelectMany(argument => _parameters.Where(parameter => argument.Is(parameter.Name)));

    private string? OfArgument(GivenArgument argument)
    {
        if (_parameters.FirstOrDefault(parameter => argument.Is(parameter.Name)) is not { } parameter)
            return _names.Contains(argument.Key) ? null : Slip(argument.Text, argument.Key, where: "");
        // NUKE takes all of --image=bot for the name.
        return argument.HasEquals ? $"{argument.Text}=… isn't read: write a space instead of '=', as in '{parameter.Flag} VALUE'." : null;
    }

    private string? OfKey(string key, ParametersFile file)
    {
        var name = key.Replace("-", "", StringComparison.Ordinal);
        return _names.Contains(name) ? null : Slip($"'{key}'", name, $" in {file.Name}");
    }

    private string? Slip(string text, string key, string where)
    {
        var names = _parameters.Select(parameter => parameter.Name.ToLowerInvariant()).ToList();
        var near = NearestNames.Of(key.ToLowerInvariant(), names).Where(name => Math.Abs(name.Length - key.Length) <= MostAdded).ToList();
        if (near.Count == 0)
            return null;
        var meant = names.Where(name => name.StartsWith(key, StringComparison.OrdinalIgnoreCase)).Concat(near).Distinct().Take(MostNamed)
            .Select(name => _parameters.First(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(parameter => where.Length > 0 ? $"'{parameter.Name}'" : parameter.Flag);
        return $"There is no parameter {text}{where}. Did you mean {string.Join(" or ", meant)}?";
    }

    private string? OfValue(ComponentParameter parameter)
    {
        if (IsReadDifferently(parameter))
            return null;
        var given = Arguments.Where(argument => argument.Is(parameter.Name) && !argument.HasEquals).ToList();
        if (given.Count > 1 && parameter.Property.PropertyType.IsArray)
            return $"{parameter.Flag} is given {given.Count} times, and only the last one would count: write all values behind one {parameter.Flag}.";
        var value = given.Count > 0
            ? new GivenValue(given[^1].Values, "")
            : _environment.Find(parameter.Name) ?? _files.Select(file => file.Find(parameter.Name)).FirstOrDefault(found => found is not null);
        return value is null ? null : ValueCheck.Problem(parameter, value);
    }

    // A build class with a strategy of its own may have words of its own for --docker-cache; one that overrides a parameter doesn't
    // read it as it is declared.
    private bool IsReadDifferently(ComponentParameter parameter) =>
        ComponentParameter.IsOverridden(_build, parameter.Property.DeclaringType!, parameter.Property.Name)
        || (parameter.Property.Name == nameof(IHazDockerCache.DockerCache)
            && ComponentParameter.IsOverridden(_build, typeof(IHazDockerCache), nameof(IHazDockerCache.DockerCacheStrategy)));
}
