using Nuke.Common.Execution;
using Nuke.Common.Utilities;

namespace Nuke.Common.Parameters;

/// <summary>
/// <c>DockerRegistry</c> is given by a variable of that name, or by one of <c>DOCKER_REGISTRY</c> and <c>NUKE_DOCKER_REGISTRY</c>. Variables
/// such as <c>HOST</c> are set for other purposes too: as a parameter of the host they count only if they fit it.
/// </summary>
internal sealed class EnvironmentReader(BuildSession session)
{
    private const string Prefix = "NUKE";

    private Dictionary<string, List<string>>? namesByKey;

    /// <exception cref="ParameterException">Two variables give the parameter.</exception>
    public GivenValue? Find(string name, bool ofHost)
    {
        var variables = session.Invocation.Environment;
        if (variables.GetValueOrDefault(name) is { Length: > 0 } exact && Counts(name, name, ofHost))
            return Given(name, exact);

        namesByKey ??= IndexNames(variables.Keys);
        var key = Key(name);
        List<string> found = [.. Names(key), .. Names(Prefix + key)];
        found.RemoveAll(x => variables[x].Length == 0 || !Counts(x, name, ofHost));
        return found.Count switch
        {
            0 => null,
            1 => Given(found[0], variables[found[0]]),
            _ => throw new ParameterException(
                $"--{ParameterMember.Kebab(name)} is given by the environment variables {found.JoinCommaAnd()}. Set only one of them."),
        };
    }

    private List<string> Names(string key) => namesByKey!.GetValueOrDefault(key) ?? [];

    private bool Counts(string variable, string name, bool ofHost)
    {
        if (!ofHost || variable.StartsWith("NUKE_", StringComparison.OrdinalIgnoreCase))
            return true;
        var value = session.Invocation.Environment[variable];
        if (name == HostParameters.Root)
            return Directory.Exists(Path.Combine(session.Invocation.WorkingDirectory, value, ".nuke"));
        return ValueConverter.Fits(Given(variable, value), HostParameters.All.Single(x => x.Name == name));
    }

    private static GivenValue Given(string variable, string value) => new([value], $"by the environment variable {variable}");

    private static Dictionary<string, List<string>> IndexNames(IEnumerable<string> names)
    {
        var index = new Dictionary<string, List<string>>();
        foreach (var name in names)
        {
            var key = Key(name);
            if (!index.TryGetValue(key, out var same))
                index[key] = same = [];
            same.Add(name);
        }

        return index;
    }

    private static string Key(string name)
        => string.Create(name.Count(char.IsAsciiLetterOrDigit), name, static (span, text) =>
        {
            var next = 0;
            foreach (var character in text)
            {
                if (char.IsAsciiLetterOrDigit(character))
                    span[next++] = char.ToUpperInvariant(character);
            }
        });
}
