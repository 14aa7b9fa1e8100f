using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>Looks a parameter up: command line, then environment, then the files under <c>.nuke</c>.</summary>
internal sealed class ParameterSources(BuildSession session)
{
    private readonly EnvironmentReader environment = new(session);
    private IReadOnlyList<Func<string, GivenValue?>>? files;

    /// <summary>Returns the value, or <c>null</c> if none was given.</summary>
    public GivenValue? Find(string name, bool ofHost = false)
        => FindArgument(name) ?? environment.Find(name, ofHost) ?? FindInFiles(name);

    /// <summary>Returns a parameter of the host, converted; <c>null</c> or 0 if none was given.</summary>
    public T? Host<T>(string name)
        => Find(name, ofHost: true) is { } given
            ? (T?)ValueConverter.Convert(given, typeof(T), HostParameters.SeparatorOf(name), "--" + ParameterMember.Kebab(name))
            : default;

    private GivenValue? FindArgument(string name)
    {
        var values = session.Arguments.Values(name);
        var positional = session.Arguments.Positional;
        if (name == HostParameters.Target && positional.Count > 0)
            values ??= positional;
        return values == null ? null : new GivenValue(values, "on the command line");
    }

    private GivenValue? FindInFiles(string name)
    {
        // These two decide which files are read.
        if (name is HostParameters.Root or HostParameters.Profile)
            return null;
        files ??= ParametersFiles.Load(session.RootDirectory, session.Profiles);
        foreach (var find in files)
        {
            if (find(name) is { } given)
                return given;
        }

        return null;
    }
}
